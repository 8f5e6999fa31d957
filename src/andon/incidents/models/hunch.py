from typing import Self

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from andon.incidents.rules.outcomes import CONFIRMED, DUPLICATE, NOT_REPRODUCED
from andon.kit.ids import new_id
from andon.people.access import Access
from andon.people.models import User

from .incident import Incident


class Source(models.TextChoices):
    CASES = "cases", _("From cases")
    EMERGING = "emerging", _("From an emerging issue")
    ALERT = "alert", _("From an alert")
    HAND = "hand", _("By hand")


class Outcome(models.TextChoices):
    CONFIRMED = CONFIRMED, _("Confirmed")
    DUPLICATE = DUPLICATE, _("The same as another incident")
    NOT_REPRODUCED = NOT_REPRODUCED, _("Could not be reproduced")


class Hunches(models.QuerySet["Hunch"]):
    def visible_to(self, access: Access) -> Self:
        """Her own, and those of the agents whose team she leads. Nobody else's business."""
        if not access.has("agent", "lead"):
            return self.none()
        if access.everywhere("lead"):
            return self
        led = User.objects.filter(memberships__role="agent", memberships__team__in=access.teams("lead"))
        return self.filter(Q(user=access.user_id) | Q(user__in=led.values("id")))


class Hunch(models.Model):
    """An agent declared this incident before it was proven. `outcome` is empty until it is over and somebody said, or
    it could be told; `said_by` is who ended it, or said it."""

    id = models.UUIDField(primary_key=True, default=new_id)
    incident = models.OneToOneField(Incident, on_delete=models.CASCADE, related_name="hunch")
    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    source = models.CharField(max_length=8, choices=Source)
    declared_at = models.DateTimeField()
    outcome = models.CharField(max_length=14, choices=Outcome, default="", blank=True)
    duplicate_of = models.ForeignKey(Incident, null=True, on_delete=models.PROTECT, related_name="+")
    said_by = models.CharField(max_length=200, default="")
    said_at = models.DateTimeField(null=True)

    objects = Hunches.as_manager()

    class Meta:
        ordering = ["-declared_at"]
        constraints = [
            models.CheckConstraint(condition=Q(source__in=Source.values), name="hunch_source"),
            models.CheckConstraint(condition=Q(outcome__in=["", *Outcome.values]), name="hunch_outcome"),
            models.CheckConstraint(condition=Q(outcome=DUPLICATE) ^ Q(duplicate_of=None), name="hunch_duplicate_of"),
        ]
        indexes = [models.Index(fields=["user", "-declared_at"], name="hunch_of_user")]

    @property
    def lamp(self) -> str:
        return "ok" if self.outcome == CONFIRMED else "none"
