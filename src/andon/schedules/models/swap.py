from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from andon.kit.ids import new_id
from andon.kit.subject import Subject
from andon.people.models import User

from .override import Override
from .schedule import Schedule


class SwapState(models.TextChoices):
    ASKED = "asked", _("asked")
    TAKEN = "taken", _("taken")
    WITHDRAWN = "withdrawn", _("withdrawn")
    EXPIRED = "expired", _("its time has come")


class Swap(models.Model):
    """Somebody asks the others of her layer to take a span of hers; who takes it is on call by an override."""

    id = models.UUIDField(primary_key=True, default=new_id)
    schedule = models.ForeignKey(Schedule, on_delete=models.CASCADE, related_name="swaps")
    asker = models.ForeignKey(User, on_delete=models.CASCADE, related_name="+")
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    note = models.CharField(max_length=500, blank=True, default="")
    state = models.CharField(max_length=12, choices=SwapState, default=SwapState.ASKED)
    taker = models.ForeignKey(User, null=True, on_delete=models.CASCADE, related_name="+")
    override = models.ForeignKey(Override, null=True, on_delete=models.SET_NULL, related_name="+")
    made_at = models.DateTimeField()

    class Meta:
        ordering = ["starts_at", "id"]
        constraints = [
            models.CheckConstraint(condition=Q(ends_at__gt=F("starts_at")), name="swap_lasts"),
            models.CheckConstraint(condition=Q(state__in=SwapState.values), name="swap_state"),
        ]

    @property
    def subject(self) -> Subject:
        return Subject("swap", self.id)

    @property
    def is_open(self) -> bool:
        return self.state == SwapState.ASKED


class SwapOffer(models.Model):
    """A swap as offered to one of the others, told at `told_at` at the earliest, in her own working hours."""

    id = models.UUIDField(primary_key=True, default=new_id)
    swap = models.ForeignKey(Swap, on_delete=models.CASCADE, related_name="offers")
    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="+")
    told_at = models.DateTimeField()
    declined_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["id"]
        constraints = [models.UniqueConstraint(fields=["swap", "user"], name="swap_offer_once")]
