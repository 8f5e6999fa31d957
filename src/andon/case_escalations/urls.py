from django.urls import path

from .screens import escalate, escalation, escalations, settings

app_name = "case_escalations"
urlpatterns = [
    path("escalations/", escalations.escalations, name="escalations"),
    path("escalations/escalate_selected/", escalate.escalate_selected, name="escalate_selected"),
    path("escalations/<uuid:id>/", escalation.escalation, name="escalation"),
    path("escalations/<uuid:id>/accept_escalation/", escalation.accept, name="accept_escalation"),
    path("escalations/<uuid:id>/decline_escalation/", escalation.decline, name="decline_escalation"),
    path("escalations/<uuid:id>/de_escalate/", escalation.over, name="de_escalate"),
    path("escalations/<uuid:id>/withdraw_escalation/", escalation.withdraw, name="withdraw_escalation"),
    path("cases/<str:ref>/escalate_cases/", escalate.escalate_case, name="escalate_cases"),
    path("accounts/<str:ref>/escalate_account/", escalate.escalate_account_screen, name="escalate_account"),
    path("settings/escalations/", settings.settings, name="settings"),
    path("settings/escalations/put_escalation_kind/", settings.put_kind, name="put_escalation_kind"),
]
