from django.db import models
from django.db.models import Q


class DueWork(models.Model):
    """One piece of work; the row goes when the work is done. `id` is the order of planning."""

    id = models.BigAutoField(primary_key=True)
    task = models.TextField()
    lane = models.TextField()
    args = models.JSONField(default=dict)
    key = models.TextField(null=True, unique=True)  # noqa: DJ001  NULL is "no key", and NULLs do not collide
    order = models.TextField(default="")
    run_at = models.DateTimeField()
    attempts = models.PositiveSmallIntegerField(default=0)
    lease = models.UUIDField(null=True)
    leased_until = models.DateTimeField(null=True)
    parked_at = models.DateTimeField(null=True)
    error = models.TextField(default="")

    class Meta:
        indexes = [
            models.Index(fields=["lane", "run_at", "id"], condition=Q(parked_at=None), name="due_work_next"),
            models.Index(fields=["order", "id"], condition=Q(parked_at=None) & ~Q(order=""), name="due_work_order"),
            models.Index(fields=["parked_at"], condition=~Q(parked_at=None), name="due_work_parked"),
        ]
