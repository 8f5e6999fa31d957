from django.db import models

from andon.kit.ids import new_id
from andon.people.models import User

from .incident import Incident


class Eta(models.Model):
    """When a fix was expected, said at a time by somebody. The newest counts; the others are its past."""

    id = models.UUIDField(primary_key=True, default=new_id)
    incident = models.ForeignKey(Incident, on_delete=models.CASCADE, related_name="etas")
    expected_at = models.DateTimeField()
    why = models.CharField(max_length=200, default="", blank=True)
    set_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    set_at = models.DateTimeField()

    class Meta:
        ordering = ["-set_at", "-id"]
