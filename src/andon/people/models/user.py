from datetime import datetime, time
from typing import ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.postgres.fields import ArrayField
from django.db import models

from andon.kit.ids import new_id
from andon.kit.subject import Subject
from andon.timeline.actor import Actor


def weekdays() -> list[int]:
    return list(range(5))


class Users(BaseUserManager["User"]):
    def get_by_natural_key(self, username: str | None) -> "User":
        return self.get(email__iexact=username)


class User(AbstractBaseUser):
    """A person who works here; signs in by e-mail. Rights come from memberships alone.

    `works_on` (0 is Monday), `works_from` and `works_until` are by her own clock: what can wait is told her then.
    """

    id = models.UUIDField(primary_key=True, default=new_id)
    email = models.EmailField(unique=True)
    name = models.CharField(max_length=120)
    time_zone = models.CharField(max_length=64, default="UTC")
    locale = models.CharField(max_length=12, default="en")
    theme = models.CharField(max_length=8, default="", blank=True)
    single_keys = models.BooleanField(default=True)
    is_active = models.BooleanField(default=True)
    away_until = models.DateTimeField(null=True, blank=True)
    stand_in = models.ForeignKey("self", null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    works_on = ArrayField(models.PositiveSmallIntegerField(), default=weekdays, blank=True)
    works_from = models.TimeField(default=time(9))
    works_until = models.TimeField(default=time(17))
    made_at = models.DateTimeField()

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = []

    objects = Users()

    def __str__(self) -> str:
        return self.name

    @property
    def subject(self) -> Subject:
        return Subject("user", self.id)

    @property
    def actor(self) -> Actor:
        return Actor.person(self.id)

    @property
    def initials(self) -> str:
        words = self.name.split() or [self.email]
        return (words[0][:1] + (words[-1][:1] if len(words) > 1 else "")).upper()

    def is_away(self, now: datetime) -> bool:
        return self.away_until is not None and self.away_until > now
