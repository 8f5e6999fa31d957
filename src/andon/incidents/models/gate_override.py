from django.contrib.postgres.fields import ArrayField
from django.db import models

from andon.kit.ids import new_id
from andon.people.models import User

from .incident import Incident


class GateOverride(models.Model):
    """Somebody resolved it although something held it back: what (codes), who, and her reason."""

    id = models.UUIDField(primary_key=True, default=new_id)
    incident = models.ForeignKey(Incident, on_delete=models.CASCADE, related_name="overrides")
    codes = ArrayField(models.CharField(max_length=40))
    reason = models.CharField(max_length=500)
    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ["-at"]
