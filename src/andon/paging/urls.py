from django.urls import path

from .screens import my_contact_methods, my_phone_numbers, page, pages, policies, summons

app_name = "paging"
urlpatterns = [
    path("page/<str:token>/", summons.summons, name="summons"),
    path("page/<str:token>/acknowledge/", summons.acknowledge_by_link, name="acknowledge_by_link"),
    path("page/<str:token>/escalate_now/", summons.escalate_by_link, name="escalate_by_link"),
    path("pages/", pages.pages, name="pages"),
    path("pages/<uuid:ref>/", page.page, name="page"),
    path("pages/<uuid:ref>/acknowledge/", page.acknowledge_it, name="acknowledge"),
    path("pages/<uuid:ref>/escalate_now/", page.escalate_it_now, name="escalate_now"),
    path("pages/<uuid:ref>/revoke_page_links/", page.revoke_links, name="revoke_page_links"),
    path("settings/policies/", policies.policies, name="policies"),
    path("settings/policies/bind_policy/", policies.bind, name="bind_policy"),
    path("settings/policies/new/", policies.new_policy, name="new_policy"),
    path("settings/policies/<slug:slug>/", policies.policy, name="policy"),
    path("me/pages/", my_contact_methods.my_contact_methods, name="my_contact_methods"),
    path("me/pages/add_contact_method/", my_contact_methods.add, name="add_contact_method"),
    path("me/pages/<uuid:id>/remove_contact_method/", my_contact_methods.remove, name="remove_contact_method"),
    path("me/pages/add_phone_number/", my_phone_numbers.add, name="add_phone_number"),
    path("me/pages/<uuid:id>/send_phone_code/", my_phone_numbers.send_code, name="send_phone_code"),
    path("me/pages/<uuid:id>/verify_phone_number/", my_phone_numbers.verify, name="verify_phone_number"),
    path("me/pages/try_contact_methods/", my_contact_methods.try_them, name="try_contact_methods"),
]
