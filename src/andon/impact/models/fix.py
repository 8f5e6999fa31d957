from django.db import models

from andon.incidents.models import Incident
from andon.kit.ids import new_id
from andon.people.models import User


class Fix(models.Model):
    """Something was done that should end an incident. `what`: in words of whoever did it; `by` None: a machine."""

    id = models.UUIDField(primary_key=True, default=new_id)
    incident = models.ForeignKey(Incident, on_delete=models.CASCADE, related_name="+")
    what = models.CharField(max_length=200)
    at = models.DateTimeField()
    by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    taken_back_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["at", "id"]
        indexes = [models.Index(fields=["incident", "at"], name="fix_of_incident")]
