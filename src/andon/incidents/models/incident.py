from typing import TYPE_CHECKING, Self

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from andon.incidents.rules.lifecycle import MITIGATED, OPEN, RESOLVED
from andon.kit.ids import new_id
from andon.kit.subject import Subject
from andon.people.access import Access

if TYPE_CHECKING:
    from .hunch import Hunch


class Severity(models.TextChoices):
    CRITICAL = "critical", _("Critical")
    MAJOR = "major", _("Major")
    MINOR = "minor", _("Minor")


class Status(models.TextChoices):
    OPEN = OPEN, _("Open")
    MITIGATED = MITIGATED, _("Mitigated")
    RESOLVED = RESOLVED, _("Resolved")


class Incidents(models.QuerySet["Incident"]):
    def visible_to(self, access: Access) -> Self:
        """Agents, responders and leads see every incident, and so do stakeholders (who see no contact of a case)."""
        return self if access.has("agent", "responder", "lead", "stakeholder") else self.none()

    def workable_by(self, access: Access) -> Self:
        return self if access.has("agent", "responder", "lead") else self.none()

    def standing(self) -> Self:
        return self.exclude(status=RESOLVED)


class Incident(models.Model):
    """Something of ours does not work. The instants that figures need are columns and facts from the first day."""

    id = models.UUIDField(primary_key=True, default=new_id)
    number = models.PositiveIntegerField(unique=True)
    title = models.CharField(max_length=200)
    condition = models.CharField(max_length=500, default="", blank=True)
    severity = models.CharField(max_length=8, choices=Severity, default=Severity.MAJOR)
    status = models.CharField(max_length=9, choices=Status, default=Status.OPEN)
    customer_text = models.TextField(default="", blank=True)
    internal_text = models.TextField(default="", blank=True)
    next_update_at = models.DateTimeField(null=True)
    first_report_at = models.DateTimeField(null=True)
    first_alert_at = models.DateTimeField(null=True)
    declared_at = models.DateTimeField()
    acknowledged_at = models.DateTimeField(null=True)
    mitigated_at = models.DateTimeField(null=True)
    resolved_at = models.DateTimeField(null=True)

    objects = Incidents.as_manager()

    class Meta:
        ordering = ["-number"]
        constraints = [
            models.CheckConstraint(condition=Q(status__in=Status.values), name="incident_status"),
            models.CheckConstraint(condition=Q(severity__in=Severity.values), name="incident_severity"),
        ]
        indexes = [models.Index(fields=["-declared_at"], condition=~Q(status=RESOLVED), name="incident_standing")]

    def __str__(self) -> str:
        return self.ref

    @property
    def ref(self) -> str:
        return f"I-{self.number}"

    @property
    def subject(self) -> Subject:
        return Subject("incident", self.id)

    @property
    def call(self) -> "Hunch | None":
        """The hunch on which an agent declared it, if she did."""
        return getattr(self, "hunch", None)

    @property
    def is_standing(self) -> bool:
        return self.status != RESOLVED

    @property
    def lamp(self) -> str:
        """How bad it is, as a lamp."""
        if self.status == RESOLVED:
            return "done"
        if self.status == MITIGATED:
            return "watch"
        return "risk" if self.severity == Severity.MINOR else "broken"
