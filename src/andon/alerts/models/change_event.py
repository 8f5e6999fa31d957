from django.db import models

from andon.catalog.models import Service
from andon.kit.ids import new_id


class ChangeEvent(models.Model):
    """A deployment or another change, told by a machine."""

    id = models.UUIDField(primary_key=True, default=new_id)
    service = models.ForeignKey(Service, on_delete=models.CASCADE, related_name="+")
    summary = models.CharField(max_length=1024)
    source = models.CharField(max_length=255, default="")
    payload = models.JSONField(default=dict)
    at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["service", "-at"], name="change_event_service")]
