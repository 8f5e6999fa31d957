from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from andon.cases.rules.due import ANSWER_MINUTES
from andon.people.models import Team


def usual_minutes() -> dict[str, int]:
    return dict(ANSWER_MINUTES)


def usual_reminder_days() -> list[int]:
    return [2, 5]


class CasePolicy(models.Model):
    """How cases are run here; one row. `default_team` is the mailbox's."""

    id = models.SmallIntegerField(primary_key=True, default=1)
    answer_minutes = models.JSONField(default=usual_minutes)
    reminder_days = ArrayField(models.PositiveSmallIntegerField(), default=usual_reminder_days)
    auto_close_days = models.PositiveSmallIntegerField(default=7)
    merge_undo_days = models.PositiveSmallIntegerField(default=7)
    default_team = models.ForeignKey(Team, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")

    class Meta:
        constraints = [models.CheckConstraint(condition=Q(id=1), name="case_policy_one_row")]

    def minutes_for(self, tier: str) -> int:
        minutes = self.answer_minutes.get(tier) or ANSWER_MINUTES.get(tier) or ANSWER_MINUTES["standard"]
        return int(minutes)
