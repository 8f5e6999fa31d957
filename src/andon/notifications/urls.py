from django.urls import path

from .screens import my_contact_methods, my_notices, my_phone_numbers, my_reach, notices, reached, readiness

app_name = "notifications"
urlpatterns = [
    path("on-call/readiness/", readiness.ready, name="readiness"),
    path("on-call/readiness/plan_self_tests/", readiness.plan_tests, name="plan_self_tests"),
    path("notices/", notices.notices, name="notices"),
    path("notices/read_notices/", notices.read_them, name="read_notices"),
    path("notices/<uuid:id>/open_notice/", notices.open_notice, name="open_notice"),
    path("me/notices/", my_notices.my_notices, name="my_notices"),
    path("me/notices/choose_notice_kinds/", my_notices.choose_kinds, name="choose_notice_kinds"),
    path("me/notices/put_quiet_hours/", my_notices.put_quiet, name="put_quiet_hours"),
    path("me/pages/put_reach_steps/", my_reach.put_steps, name="put_reach_steps"),
    path("me/pages/<uuid:id>/send_way_check/", my_contact_methods.check_again, name="send_way_check"),
    path("reached/<str:token>/", reached.reached, name="reached"),
    path("reached/<str:token>/confirm_reached/", reached.confirm_reached, name="confirm_reached"),
    path("me/pages/", my_contact_methods.my_contact_methods, name="my_contact_methods"),
    path("me/pages/add_contact_method/", my_contact_methods.add, name="add_contact_method"),
    path("me/pages/<uuid:id>/remove_contact_method/", my_contact_methods.remove, name="remove_contact_method"),
    path("me/pages/add_phone_number/", my_phone_numbers.add, name="add_phone_number"),
    path("me/pages/<uuid:id>/send_phone_code/", my_phone_numbers.send_code, name="send_phone_code"),
    path("me/pages/<uuid:id>/verify_phone_number/", my_phone_numbers.verify, name="verify_phone_number"),
    path("me/pages/try_contact_methods/", my_contact_methods.try_them, name="try_contact_methods"),
]
