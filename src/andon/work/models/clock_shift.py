from django.db import models
from django.db.models import Q


class ClockShift(models.Model):
    """At most one row: domain time was `domain` when wall time was `wall`, and runs `rate` times as fast since."""

    id = models.SmallIntegerField(primary_key=True, default=1)
    wall = models.DateTimeField()
    domain = models.DateTimeField()
    rate = models.FloatField(default=1.0)

    class Meta:
        constraints = [models.CheckConstraint(condition=Q(id=1), name="clock_shift_one_row")]
