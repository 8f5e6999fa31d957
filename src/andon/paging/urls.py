from django.urls import path

from .screens import page, pages, policies, simulate, summons

app_name = "paging"
urlpatterns = [
    path("page/<str:token>/", summons.summons, name="summons"),
    path("page/<str:token>/acknowledge/", summons.acknowledge_by_link, name="acknowledge_by_link"),
    path("page/<str:token>/escalate_now/", summons.escalate_by_link, name="escalate_by_link"),
    path("page/<str:token>/decline_page/", summons.decline_by_link, name="decline_by_link"),
    path("page/<str:token>/snooze_escalation/", summons.snooze_by_link, name="snooze_by_link"),
    path("pages/", pages.pages, name="pages"),
    path("pages/<uuid:ref>/", page.page, name="page"),
    path("pages/<uuid:ref>/acknowledge/", page.acknowledge_it, name="acknowledge"),
    path("pages/<uuid:ref>/escalate_now/", page.escalate_it_now, name="escalate_now"),
    path("pages/<uuid:ref>/unacknowledge/", page.unacknowledge_it, name="unacknowledge"),
    path("pages/<uuid:ref>/snooze_escalation/", page.snooze_it, name="snooze_escalation"),
    path("pages/<uuid:ref>/reassign_escalation/", page.reassign_it, name="reassign_escalation"),
    path("pages/<uuid:ref>/resolve_escalation/", page.resolve_it, name="resolve_escalation"),
    path("pages/<uuid:ref>/decline_page/", page.decline_it, name="decline_page"),
    path("pages/<uuid:ref>/revoke_page_links/", page.revoke_links, name="revoke_page_links"),
    path("on-call/simulate/", simulate.simulate_page, name="simulate"),
    path("settings/policies/", policies.policies, name="policies"),
    path("settings/policies/bind_policy/", policies.bind, name="bind_policy"),
    path("settings/policies/bind_concierge/", policies.bind_concierge, name="bind_concierge"),
    path("settings/policies/<uuid:id>/unbind_policy/", policies.unbind, name="unbind_policy"),
    path("settings/policies/new/", policies.new_policy, name="new_policy"),
    path("settings/policies/<slug:slug>/", policies.policy, name="policy"),
]
