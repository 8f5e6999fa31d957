from datetime import datetime

from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from andon.kit.ids import new_id
from andon.people.models import User
from andon.ui.templatetags.ui import day_time

from .incident import Incident


class Confidence(models.TextChoices):
    SURE = "sure", _("sure")
    LIKELY = "likely", _("likely")
    GUESS = "guess", _("a guess")


class Eta(models.Model):
    """When a fix was expected, said at a time by somebody. The newest counts; the others are its past.

    `latest_at`: the end, where it is a range. `confidence` "" is not said; customers do not see it.
    """

    id = models.UUIDField(primary_key=True, default=new_id)
    incident = models.ForeignKey(Incident, on_delete=models.CASCADE, related_name="etas")
    expected_at = models.DateTimeField()
    latest_at = models.DateTimeField(null=True)
    confidence = models.CharField(max_length=6, choices=Confidence, default="", db_default="", blank=True)
    why = models.CharField(max_length=200, default="", blank=True)
    set_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    set_at = models.DateTimeField()

    class Meta:
        ordering = ["-set_at", "-id"]
        constraints = [
            models.CheckConstraint(condition=Q(latest_at=None) | Q(latest_at__gt=F("expected_at")), name="eta_range")
        ]

    @property
    def end(self) -> datetime:
        """From when on it is late."""
        return self.latest_at or self.expected_at

    @property
    def words(self) -> str:
        """A time of day or a range of them, in the reader's zone."""
        if self.latest_at is None:
            return day_time(self.expected_at)
        begin, end = timezone.localtime(self.expected_at), timezone.localtime(self.latest_at)
        last = date_format(end, "H:i") if begin.date() == end.date() else day_time(self.latest_at)
        return f"{day_time(self.expected_at)}–{last}"
