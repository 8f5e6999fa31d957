from django.db import models
from django.db.models import F, Q

from andon.kit.ids import new_id
from andon.people.models import User

from .schedule import Schedule


class FixedSpan(models.Model):
    """For this time its shifts stand instead of all layers; what they leave open is a gap. No two overlap."""

    id = models.UUIDField(primary_key=True, default=new_id)
    schedule = models.ForeignKey(Schedule, on_delete=models.CASCADE, related_name="fixed_spans")
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    reason = models.CharField(max_length=200, blank=True, default="")

    class Meta:
        ordering = ["starts_at"]
        constraints = [models.CheckConstraint(condition=Q(ends_at__gt=F("starts_at")), name="fixed_span_lasts")]


class FixedShift(models.Model):
    id = models.UUIDField(primary_key=True, default=new_id)
    span = models.ForeignKey(FixedSpan, on_delete=models.CASCADE, related_name="shifts")
    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="+")
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()

    class Meta:
        ordering = ["starts_at", "id"]
        constraints = [models.CheckConstraint(condition=Q(ends_at__gt=F("starts_at")), name="fixed_shift_lasts")]
