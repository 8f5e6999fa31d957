from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from andon.kit.ids import new_id
from andon.kit.subject import Subject
from andon.targets.rules.rounds import Paused, Round

from .calendar import BusinessCalendar
from .target_policy import TargetPolicy

RUNNING, PAUSED, MET, DROPPED = "running", "paused", "met", "dropped"
STATES = (RUNNING, PAUSED, MET, DROPPED)
OPEN = (RUNNING, PAUSED)


class Clock(models.Model):
    """One round of one clock, derived from what happened: a cache that can be worked out again at any time.

    `due_at` None: paused, dropped or never. `missed_at` is the instant at which the target ran out; `missed` says by
    which policy, its version, target and due instant, and stays whatever is changed later. `next_at`: when something
    of its ladder is reached, or it is due. `idle_seconds`: paused although the customer had answered.
    """

    id = models.UUIDField(primary_key=True, default=new_id)
    subject_kind = models.CharField(max_length=30)
    subject_id = models.UUIDField()
    kind = models.CharField(max_length=30)
    number = models.PositiveIntegerField()
    team_id = models.UUIDField(null=True)
    policy = models.ForeignKey(TargetPolicy, null=True, on_delete=models.PROTECT, related_name="+")
    policy_version = models.PositiveIntegerField(default=0)
    calendar = models.ForeignKey(
        BusinessCalendar, null=True, on_delete=models.SET_NULL, related_name="+", db_constraint=True
    )
    calendar_version = models.PositiveIntegerField(default=0)
    target_seconds = models.PositiveIntegerField()
    began_at = models.DateTimeField()
    pauses = models.JSONField(default=list)
    ended_at = models.DateTimeField(null=True)
    state = models.CharField(max_length=8)
    due_at = models.DateTimeField(null=True)
    left_seconds = models.IntegerField(null=True)
    missed_at = models.DateTimeField(null=True)
    missed = models.JSONField(default=dict)
    fired = ArrayField(models.CharField(max_length=40), default=list)
    next_at = models.DateTimeField(null=True)
    idle_seconds = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["subject_id", "subject_kind", "kind", "number"], name="clock_round_once"),
            models.CheckConstraint(condition=Q(state__in=STATES), name="clock_state"),
        ]
        indexes = [
            models.Index(fields=["next_at"], condition=Q(next_at__isnull=False), name="clock_next"),
            models.Index(fields=["due_at"], condition=Q(state="running"), name="clock_due"),
            models.Index(fields=["id"], condition=Q(state__in=OPEN), name="clock_open"),
            models.Index(fields=["began_at"], name="clock_began"),
            models.Index(fields=["subject_id"], condition=Q(idle_seconds__gt=0), name="clock_idle"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.number}"

    @property
    def subject(self) -> Subject:
        return Subject(self.subject_kind, self.subject_id)

    @property
    def is_open(self) -> bool:
        return self.state in OPEN

    @property
    def left(self) -> timedelta | None:
        return None if self.left_seconds is None else timedelta(seconds=self.left_seconds)

    @property
    def as_round(self) -> Round:
        outcome = "running" if self.is_open else self.state
        return Round(self.kind, self.number, self.began_at, self.ended_at, outcome, read_pauses(self.pauses))


def read_pauses(kept: Sequence[Sequence[Any]]) -> list[Paused]:
    return [
        Paused(datetime.fromisoformat(begin), datetime.fromisoformat(until) if until else None, why)
        for begin, until, why in kept
    ]


def kept_pauses(pauses: Sequence[Paused]) -> list[list[str | None]]:
    return [[one.begin.isoformat(), one.until.isoformat() if one.until else None, one.why] for one in pauses]
