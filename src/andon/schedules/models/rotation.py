from datetime import datetime
from zoneinfo import ZoneInfo

from django.db import models
from django.db.models import Q

from andon.kit.ids import new_id
from andon.people.models import User

from .schedule import Schedule


class Rotation(models.Model):
    """Members take turns of `turn_days` days from `starts_at` on; the handoff keeps its wall clock."""

    id = models.UUIDField(primary_key=True, default=new_id)
    schedule = models.ForeignKey(Schedule, on_delete=models.CASCADE, related_name="rotations")
    starts_at = models.DateTimeField()
    turn_days = models.PositiveSmallIntegerField(default=7)
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["position"]
        constraints = [models.CheckConstraint(condition=Q(turn_days__gte=1), name="rotation_turn")]

    @property
    def starts_at_there(self) -> datetime:
        """By the clock of its own zone, without a zone so that no screen moves it to the reader's."""
        return self.starts_at.astimezone(ZoneInfo(self.schedule.time_zone)).replace(tzinfo=None)


class RotationMember(models.Model):
    id = models.UUIDField(primary_key=True, default=new_id)
    rotation = models.ForeignKey(Rotation, on_delete=models.CASCADE, related_name="members")
    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="+")
    position = models.PositiveSmallIntegerField()

    class Meta:
        ordering = ["position"]
