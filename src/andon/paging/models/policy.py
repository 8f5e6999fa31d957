from typing import Any

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from andon.kit.ids import new_id
from andon.kit.subject import Subject
from andon.paging.rules.conditions import Conditions
from andon.people.models import Team, User
from andon.schedules.models import Schedule


class Policy(models.Model):
    """Who is woken next when nobody answers. `repeat`: how often it begins again after its last step.

    The fallback is paged when nobody is on call at all; without one the leads of the team are, or administrators.
    """

    id = models.UUIDField(primary_key=True, default=new_id)
    slug = models.SlugField(max_length=60, unique=True)
    name = models.CharField(max_length=120)
    team = models.ForeignKey(Team, on_delete=models.PROTECT, related_name="+")
    repeat = models.PositiveSmallIntegerField(default=2)
    fallback_user = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    fallback_team = models.ForeignKey(Team, null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name

    @property
    def subject(self) -> Subject:
        return Subject("policy", self.id)


class WhenNobody(models.TextChoices):
    NEXT = "next", _("take the next step at once")
    QUEUE = "queue", _("wait for the next shift")
    FALLBACK = "fallback", _("page the fallback")


class Urgency(models.TextChoices):
    HIGH = "high", _("high: wakes her")
    LOW = "low", _("low: as her quiet hours allow")


class Step(models.Model):
    """`needed`: how many must acknowledge before the run stops. `conditions`: see `rules/conditions.py`."""

    id = models.UUIDField(primary_key=True, default=new_id)
    policy = models.ForeignKey(Policy, on_delete=models.CASCADE, related_name="steps")
    position = models.PositiveSmallIntegerField()
    wait_minutes = models.PositiveSmallIntegerField(default=5)
    needed = models.PositiveSmallIntegerField(default=1)
    when_nobody = models.CharField(max_length=8, choices=WhenNobody, default=WhenNobody.NEXT)
    urgency = models.CharField(max_length=4, choices=Urgency, default=Urgency.HIGH)
    conditions: Any = models.JSONField(default=dict)

    class Meta:
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(fields=["policy", "position"], name="step_once"),
            models.CheckConstraint(condition=Q(wait_minutes__gte=1), name="step_waits"),
        ]

    @property
    def when(self) -> Conditions:
        return Conditions.load(self.conditions)


class Kind(models.TextChoices):
    SCHEDULE = "schedule", _("whoever is on call")
    NEXT_SHIFT = "next_shift", _("whoever is on call next")
    USER = "user", _("a person")
    TEAM = "team", _("everybody of a team")
    TURNS = "turns", _("one of several, in turn")
    CONCIERGE = "concierge", _("the account’s concierge")
    PLACE = "place", _("a chat channel or a webhook")


_EMPTY = Q(schedule=None, user=None, team=None)


class StepTarget(models.Model):
    """Whom, or where, a step tells. `members` take turns; a place's address is sealed (an Apprise URL)."""

    id = models.UUIDField(primary_key=True, default=new_id)
    step = models.ForeignKey(Step, on_delete=models.CASCADE, related_name="targets")
    kind = models.CharField(max_length=12, choices=Kind)
    schedule = models.ForeignKey(Schedule, null=True, on_delete=models.PROTECT, related_name="+")
    user = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    team = models.ForeignKey(Team, null=True, on_delete=models.PROTECT, related_name="+")
    members = ArrayField(models.UUIDField(), default=list)
    address = models.TextField(default="")
    label = models.CharField(max_length=120, default="")

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(kind__in=["schedule", "next_shift"], schedule__isnull=False, user=None, team=None)
                | Q(kind="user", schedule=None, user__isnull=False, team=None)
                | Q(kind="team", schedule=None, user=None, team__isnull=False)
                | (Q(kind="turns", members__len__gt=0) & _EMPTY)
                | (Q(kind="concierge") & _EMPTY)
                | (Q(kind="place") & ~Q(address="") & _EMPTY),
                name="step_target_one_of",
            )
        ]
