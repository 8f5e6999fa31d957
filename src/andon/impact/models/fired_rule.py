from django.db import models

from andon.incidents.models import Incident
from andon.kit.ids import new_id
from andon.kit.subject import Subject

from .impact_rule import ImpactRule


class FiredRule(models.Model):
    """A rule did what it does for an incident: once. Its policy's run is about this row."""

    id = models.UUIDField(primary_key=True, default=new_id)
    rule = models.ForeignKey(ImpactRule, on_delete=models.CASCADE, related_name="+")
    incident = models.ForeignKey(Incident, on_delete=models.CASCADE, related_name="+")
    number = models.PositiveIntegerField()
    at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["rule", "incident"], name="fired_rule_once")]

    @property
    def subject(self) -> Subject:
        return Subject("fired_rule", self.id)
