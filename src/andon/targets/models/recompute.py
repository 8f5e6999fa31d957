from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from andon.kit.ids import new_id
from andon.kit.subject import Subject


class Why(models.TextChoices):
    CALENDAR = "calendar", _("A calendar was changed")
    POLICY = "policy", _("A policy was changed")
    ZONES = "zones", _("Time zones or holidays came in a new version")


class Recompute(models.Model):
    """Open clocks being worked out again, a part at a time. `after`: the last one that is done."""

    id = models.UUIDField(primary_key=True, default=new_id)
    why = models.CharField(max_length=10, choices=Why)
    began_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)
    total = models.PositiveIntegerField(default=0)
    done = models.PositiveIntegerField(default=0)
    changed = models.PositiveIntegerField(default=0)
    after = models.UUIDField(null=True)

    class Meta:
        ordering = ["-began_at"]
        constraints = [
            models.UniqueConstraint(fields=["why"], condition=Q(ended_at=None), name="recompute_one_at_a_time"),
        ]

    def __str__(self) -> str:
        return f"{self.why} {self.done}/{self.total}"

    @property
    def subject(self) -> Subject:
        return Subject("recompute", self.id)

    @property
    def percent(self) -> int:
        return 100 if not self.total else min(100, 100 * self.done // self.total)
