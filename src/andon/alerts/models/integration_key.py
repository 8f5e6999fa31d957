from typing import Any

from django.db import models

from andon.catalog.models import Service
from andon.kit.ids import new_id
from andon.kit.subject import Subject

HEARTBEAT = "heartbeat"


class IntegrationKeys(models.QuerySet["IntegrationKey"]):
    def of_monitors(self) -> "IntegrationKeys":
        """Those that people make for monitors: a heartbeat has its own."""
        return self.exclude(format=HEARTBEAT)

    def valid(self) -> "IntegrationKeys":
        return self.filter(revoked_at=None)


class IntegrationKey(models.Model):
    """A monitor's way in: 32 characters, kept as a digest, one service.

    `format`: how the monitor speaks (`registry.py`); a key opens the doors of all formats, and only those that need
    something of it (a secret, a mapping) find that here. `sealed_secret`: what the other side signs with.
    """

    id = models.UUIDField(primary_key=True, default=new_id)
    service = models.ForeignKey(Service, on_delete=models.CASCADE, related_name="+")
    name = models.CharField(max_length=120)
    format = models.CharField(max_length=20, default="pagerduty", db_default="pagerduty")
    digest = models.CharField(max_length=64, unique=True)
    ending = models.CharField(max_length=4)
    sealed_secret = models.TextField(default="", db_default="")
    mapping: Any = models.JSONField(default=dict, db_default={})
    made_at = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True)

    objects = IntegrationKeys.as_manager()

    @property
    def subject(self) -> Subject:
        return Subject("integration_key", self.id)
