from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from andon.alerts.rules.severities import lamp_of
from andon.catalog.models import Service
from andon.kit.ids import new_id
from andon.kit.subject import Subject
from andon.people.access import Access

from .integration_key import IntegrationKey


class State(models.TextChoices):
    OPEN = "open", _("open")
    ACKNOWLEDGED = "acknowledged", _("acknowledged")
    RESOLVED = "resolved", _("resolved")


PAGING = ("critical", "error")


def pages(severity: str) -> bool:
    return severity in PAGING


class Alerts(models.QuerySet["Alert"]):
    def standing(self) -> "Alerts":
        return self.exclude(state=State.RESOLVED)

    def visible_to(self, access: Access) -> "Alerts":
        return self if access.has("agent", "responder", "lead", "administrator") else self.none()


class Alert(models.Model):
    """What a monitor says is wrong; one a dedup key while it is not resolved."""

    id = models.UUIDField(primary_key=True, default=new_id)
    service = models.ForeignKey(Service, on_delete=models.PROTECT, related_name="+")
    key = models.ForeignKey(IntegrationKey, on_delete=models.PROTECT, related_name="+")
    dedup_key = models.CharField(max_length=255)
    state = models.CharField(max_length=12, choices=State, default=State.OPEN)
    severity = models.CharField(max_length=8)
    summary = models.CharField(max_length=1024)
    source = models.CharField(max_length=255, default="")
    payload = models.JSONField(default=dict)
    count = models.PositiveIntegerField(default=1)
    opened_at = models.DateTimeField()
    last_at = models.DateTimeField()
    resolved_at = models.DateTimeField(null=True)
    snoozed_until = models.DateTimeField(null=True)

    objects = Alerts.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["key", "dedup_key"], condition=~Q(state="resolved"), name="alert_once_open")
        ]
        indexes = [
            models.Index(fields=["-opened_at", "-id"], name="alert_newest"),
            models.Index(
                fields=["service", "-opened_at"], condition=~Q(state="resolved"), name="alert_open_of_service"
            ),
        ]

    @property
    def subject(self) -> Subject:
        return Subject("alert", self.id)

    @property
    def pages(self) -> bool:
        return pages(self.severity)

    @property
    def lamp(self) -> str:
        """The state of its lamp: how bad it is while it stands, in order once it is over."""
        if self.state == State.RESOLVED:
            return "ok"
        return "watch" if self.state == State.ACKNOWLEDGED else lamp_of(self.severity)
