from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


class WhenChanged(models.TextChoices):
    JUDGE_AGAIN = "judge_again", _("Judge running clocks by the new hours")
    FREEZE = "freeze", _("Running clocks keep the hours with which they began")


class TargetSettings(models.Model):
    """One row. `worked_out_with`: the versions of zones and holidays with which due instants were worked out."""

    id = models.SmallIntegerField(primary_key=True, default=1)
    when_calendar_changes = models.CharField(max_length=16, choices=WhenChanged, default=WhenChanged.JUDGE_AGAIN)
    worked_out_with = models.CharField(max_length=100, default="")

    class Meta:
        constraints = [models.CheckConstraint(condition=Q(id=1), name="target_settings_one_row")]

    def __str__(self) -> str:
        return self.when_calendar_changes
