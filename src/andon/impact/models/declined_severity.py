from django.db import models

from andon.incidents.models import Incident
from andon.kit.ids import new_id


class DeclinedSeverity(models.Model):
    """Somebody looked at the advice to raise an incident to this severity, and left it as it is."""

    id = models.UUIDField(primary_key=True, default=new_id)
    incident = models.ForeignKey(Incident, on_delete=models.CASCADE, related_name="+")
    severity = models.CharField(max_length=8)
    at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["incident", "severity"], name="declined_severity_once")]
