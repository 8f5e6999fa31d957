from django.contrib.postgres.fields import ArrayField
from django.db import models

from .policy import Policy


class RoundRobin(models.Model):
    """Whose turn it is at a place of a policy: the queue of its members, whoever comes next first."""

    id = models.BigAutoField(primary_key=True)
    policy = models.ForeignKey(Policy, on_delete=models.CASCADE, related_name="+")
    place = models.CharField(max_length=16)
    queue = ArrayField(models.TextField(), default=list)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["policy", "place"], name="round_robin_once")]
