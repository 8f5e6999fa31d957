from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from andon.cases.rules.priorities import PRIORITIES
from andon.people.models import Team


def usual_minutes() -> dict[str, int]:
    """For the first migration; promises stand with `targets` now."""
    return {}


def usual_priorities() -> list[str]:
    return list(PRIORITIES)


def usual_reminder_days() -> list[int]:
    return [2, 5]


class CasePolicy(models.Model):
    """How cases are run here; one row. `default_team` is the mailbox's, `priorities` from the least urgent on."""

    id = models.SmallIntegerField(primary_key=True, default=1)
    reminder_days = ArrayField(models.PositiveSmallIntegerField(), default=usual_reminder_days)
    auto_close_days = models.PositiveSmallIntegerField(default=7)
    merge_undo_days = models.PositiveSmallIntegerField(default=7)
    priorities = ArrayField(
        models.CharField(max_length=30), default=usual_priorities, db_default=["low", "normal", "high", "urgent"]
    )
    default_team = models.ForeignKey(Team, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")

    class Meta:
        constraints = [models.CheckConstraint(condition=Q(id=1), name="case_policy_one_row")]
