from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from andon.kit.ids import new_id
from andon.kit.subject import Subject

from .calendar import BusinessCalendar


def usual_pauses() -> list[str]:
    return ["waiting_customer", "waiting_others"]


class TargetPolicy(models.Model):
    """What is promised to whom: the first of the list that fits holds, the default always.

    `condition` is a filter in the language of the subject's room. `targets` are minutes by clock and by the value of
    `grouped_by`; `rungs` what happens before and when they run out. `real_time`: every minute counts, no calendar.
    `calendar` None is the default one.
    """

    id = models.UUIDField(primary_key=True, default=new_id)
    subject_kind = models.CharField(max_length=30, default="case")
    slug = models.SlugField(max_length=60, unique=True)
    name = models.CharField(max_length=120)
    position = models.PositiveIntegerField()
    condition = models.CharField(max_length=1000, default="")
    valid_from = models.DateField(null=True)
    valid_until = models.DateField(null=True)
    calendar = models.ForeignKey(BusinessCalendar, null=True, on_delete=models.SET_NULL, related_name="policies")
    real_time = models.BooleanField(default=False)
    grouped_by = models.CharField(max_length=20, default="priority")
    targets = models.JSONField(default=dict)
    rungs = models.JSONField(default=list)
    pause_on = ArrayField(models.CharField(max_length=30), default=usual_pauses)
    update_mode = models.CharField(max_length=10, default="between")
    notes_count = models.BooleanField(default=False)
    is_default = models.BooleanField(default=False)
    retired_at = models.DateTimeField(null=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ["is_default", "position", "name"]
        constraints = [
            models.UniqueConstraint(
                fields=["subject_kind"], condition=Q(is_default=True), name="target_policy_one_default"
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def subject(self) -> Subject:
        return Subject("target_policy", self.id)
