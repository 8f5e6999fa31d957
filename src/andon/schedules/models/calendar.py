from django.db import models
from django.db.models import F, Q

from andon.kit.ids import new_id
from andon.people.models import User

from .schedule import Schedule


class Calendar(models.Model):
    """Somebody else's calendar as a layer that is only read: uploaded once, or fetched again and again.

    `sealed_url`: an address with a secret in it is one; "" was uploaded. `error`: why the last reading failed.
    """

    id = models.UUIDField(primary_key=True, default=new_id)
    schedule = models.ForeignKey(Schedule, on_delete=models.CASCADE, related_name="calendars")
    name = models.CharField(max_length=120)
    sealed_url = models.TextField(blank=True, default="")
    priority = models.SmallIntegerField(default=0)
    time_zone = models.CharField(max_length=64)
    read_at = models.DateTimeField(null=True)
    error = models.CharField(max_length=300, blank=True, default="")

    class Meta:
        ordering = ["name", "id"]


class CalendarShift(models.Model):
    """An event of it. `user` None: its summary names nobody whom we know."""

    id = models.UUIDField(primary_key=True, default=new_id)
    calendar = models.ForeignKey(Calendar, on_delete=models.CASCADE, related_name="shifts")
    user = models.ForeignKey(User, null=True, on_delete=models.CASCADE, related_name="+")
    summary = models.CharField(max_length=200)
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()

    class Meta:
        ordering = ["starts_at", "id"]
        constraints = [models.CheckConstraint(condition=Q(ends_at__gt=F("starts_at")), name="calendar_shift_lasts")]
        indexes = [models.Index(fields=["calendar", "ends_at"], name="calendar_shift_over")]
