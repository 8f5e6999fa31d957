from django.db import models

from andon.catalog.models import Service
from andon.kit.ids import new_id

from .policy import Policy


class Binding(models.Model):
    """Which policy pages for a service."""

    id = models.UUIDField(primary_key=True, default=new_id)
    service = models.OneToOneField(Service, on_delete=models.CASCADE, related_name="+")
    policy = models.ForeignKey(Policy, on_delete=models.PROTECT, related_name="+")
