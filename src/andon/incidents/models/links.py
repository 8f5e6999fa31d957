from django.db import models
from django.db.models import Q

from andon.alerts.models import Alert
from andon.cases.models import Case
from andon.catalog.models import Service
from andon.kit.ids import new_id
from andon.kit.subject import Subject

from .incident import Incident


class IncidentService(models.Model):
    """A service that the incident hits."""

    id = models.UUIDField(primary_key=True, default=new_id)
    incident = models.ForeignKey(Incident, on_delete=models.CASCADE, related_name="service_links")
    service = models.ForeignKey(Service, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["incident", "service"], name="incident_service_once")]


class IncidentCase(models.Model):
    """A case that reports it. Unlinking keeps the row with its end."""

    id = models.UUIDField(primary_key=True, default=new_id)
    incident = models.ForeignKey(Incident, on_delete=models.CASCADE, related_name="case_links")
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="+")
    linked_at = models.DateTimeField()
    unlinked_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["incident", "case"], condition=Q(unlinked_at=None), name="incident_case_once"
            )
        ]
        indexes = [models.Index(fields=["case"], condition=Q(unlinked_at=None), name="incident_of_case")]

    @property
    def subject(self) -> Subject:
        """What slots of an incident's screen speak of: this case in this incident."""
        return Subject("incident_case", self.id)


class IncidentAlert(models.Model):
    """An alert that the incident speaks for."""

    id = models.UUIDField(primary_key=True, default=new_id)
    incident = models.ForeignKey(Incident, on_delete=models.CASCADE, related_name="alert_links")
    alert = models.ForeignKey(Alert, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["incident", "alert"], name="incident_alert_once")]
