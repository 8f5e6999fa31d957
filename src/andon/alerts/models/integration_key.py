from django.db import models

from andon.catalog.models import Service
from andon.kit.ids import new_id
from andon.kit.subject import Subject


class IntegrationKey(models.Model):
    """A monitor's way in: 32 characters, kept as a digest, one service."""

    id = models.UUIDField(primary_key=True, default=new_id)
    service = models.ForeignKey(Service, on_delete=models.CASCADE, related_name="+")
    name = models.CharField(max_length=120)
    digest = models.CharField(max_length=64, unique=True)
    ending = models.CharField(max_length=4)
    made_at = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True)

    @property
    def subject(self) -> Subject:
        return Subject("integration_key", self.id)
