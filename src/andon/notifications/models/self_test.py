from datetime import datetime, timedelta

from django.db import models
from django.db.models import Q
from django.utils.dates import WEEKDAYS

from andon.kit.ids import new_id
from andon.people.models import Team, User

ANSWERED_WITHIN = timedelta(hours=24)


class SelfTest(models.Model):
    """A test sent to somebody by her ways; she confirms it by its link or key.

    `week`: the Monday of a weekly one, so that there is one a week; None where she asked for it herself. `channel`: by
    which way she confirmed.
    """

    id = models.UUIDField(primary_key=True, default=new_id)
    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="+")
    at = models.DateTimeField()
    week = models.DateField(null=True)
    confirmed_at = models.DateTimeField(null=True)
    channel = models.CharField(max_length=16, default="")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["user", "week"], name="self_test_once_a_week")]
        indexes = [models.Index(fields=["user", "-at"], name="self_test_of_user")]

    def is_unanswered(self, now: datetime) -> bool:
        return self.week is not None and self.confirmed_at is None and now > self.at + ANSWERED_WITHIN


class SelfTestPlan(models.Model):
    """When everybody of a team (None: everybody) who can be on call is tested each week, in each person's own zone."""

    id = models.UUIDField(primary_key=True, default=new_id)
    team = models.ForeignKey(Team, null=True, on_delete=models.CASCADE, related_name="+")
    weekday = models.PositiveSmallIntegerField()
    hour = models.PositiveSmallIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["team"], nulls_distinct=False, name="self_test_plan_once"),
            models.CheckConstraint(condition=Q(weekday__lte=6, hour__lte=23), name="self_test_plan_when"),
        ]

    @property
    def day_name(self) -> str:
        return str(WEEKDAYS[self.weekday])
