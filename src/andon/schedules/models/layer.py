from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

from andon.kit.ids import new_id
from andon.people.models import User

from .schedule import Schedule


def every_day() -> list[int]:
    return list(range(7))


class Layer(models.Model):
    """A row of people who take turns. What it says stands in its versions, each of its own time."""

    id = models.UUIDField(primary_key=True, default=new_id)
    schedule = models.ForeignKey(Schedule, on_delete=models.CASCADE, related_name="layers")
    name = models.CharField(max_length=120)
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["position", "id"]

    def __str__(self) -> str:
        return self.name


class LayerVersion(models.Model):
    """What a layer says from `valid_from` (null: since ever) to `valid_until` (null: from then on).

    A change ends one and begins another, so the past stays as it was. `unit` "" is no rotation: the first turn always.
    `restrictions`: minutes after midnight and days, `[{"begins": 480, "ends": 1080, "days": [0, 1]}]`.
    """

    id = models.UUIDField(primary_key=True, default=new_id)
    layer = models.ForeignKey(Layer, on_delete=models.CASCADE, related_name="versions")
    valid_from = models.DateTimeField(null=True)
    valid_until = models.DateTimeField(null=True)
    priority = models.SmallIntegerField(default=0)
    time_zone = models.CharField(max_length=64)
    unit = models.CharField(max_length=8, blank=True, default="")
    every = models.PositiveSmallIntegerField(default=1)
    begins = models.DateField(null=True)
    at = models.TimeField(null=True)
    advance = models.CharField(max_length=12, default="elapsed")
    skip_between = models.BooleanField(default=False)
    slot_seconds = models.PositiveIntegerField(null=True)
    days = ArrayField(models.PositiveSmallIntegerField(), default=every_day)
    restrictions = models.JSONField(default=list)
    effective_from = models.DateTimeField(null=True)
    effective_until = models.DateTimeField(null=True)

    class Meta:
        ordering = [F("valid_from").asc(nulls_first=True)]
        constraints = [
            models.CheckConstraint(condition=Q(every__gte=1), name="layer_version_every"),
            models.CheckConstraint(
                condition=Q(valid_until=None) | Q(valid_from=None) | Q(valid_until__gt=F("valid_from")),
                name="layer_version_lasts",
            ),
            models.CheckConstraint(
                condition=Q(unit="") | Q(begins__isnull=False, at__isnull=False), name="layer_version_begins"
            ),
            models.UniqueConstraint(fields=["layer"], condition=Q(valid_until=None), name="layer_version_newest"),
        ]

    @property
    def wall(self) -> datetime | None:
        """Where its first turn begins, by the clock of its own zone, without a zone."""
        return datetime.combine(self.begins, self.at) if self.begins and self.at else None

    @property
    def turns(self) -> list[list[User]]:
        """Who is on duty together in each turn; members and their users are looked up before."""
        found: dict[int, list[User]] = {}
        for member in self.members.all():
            found.setdefault(member.turn, []).append(member.user)
        return [found.get(turn, []) for turn in range(max(found, default=-1) + 1)]

    def says(self) -> tuple[Any, ...]:
        """Equal for two versions that say the same."""
        return self._said(tuple(tuple(user.id for user in turn) for turn in self.turns))

    def would_say(self, members: "Sequence[Member]") -> tuple[Any, ...]:
        """The same of one that is not stored yet."""
        turns: dict[int, list[UUID]] = {}
        for member in members:
            turns.setdefault(member.turn, []).append(member.user_id)
        return self._said(tuple(tuple(turns.get(turn, [])) for turn in range(max(turns, default=-1) + 1)))

    def _said(self, people: tuple[tuple[UUID, ...], ...]) -> tuple[Any, ...]:
        shape = (self.unit, self.every, self.begins, self.at, self.advance, self.skip_between, self.slot_seconds)
        restrictions = tuple((one["begins"], one["ends"], tuple(one["days"])) for one in self.restrictions)
        limits = (tuple(sorted(self.days)), restrictions, self.effective_from, self.effective_until)
        return (people, self.priority, self.time_zone, *shape, *limits)


class Member(models.Model):
    """Somebody in a turn; an empty turn has none."""

    id = models.UUIDField(primary_key=True, default=new_id)
    version = models.ForeignKey(LayerVersion, on_delete=models.CASCADE, related_name="members")
    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="+")
    turn = models.PositiveSmallIntegerField()
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["turn", "position"]
