from datetime import datetime

from django.db import models

from andon.incidents.models import Incident
from andon.kit.subject import Subject


class Outlook(models.Model):
    """What the reports of an incident say of where it goes, as last looked at (`seen_at`).

    `word`: worse, steady, easing or early. `fix_word`: "" without a fix, else verified, probable, early or failed, with
    its chance, the reports seen since, those expected had nothing changed, and when it can be told at the earliest.
    `rising`: slices in which reports rise, in the order in which they began.
    """

    incident = models.OneToOneField(Incident, primary_key=True, on_delete=models.CASCADE, related_name="outlook")
    word = models.CharField(max_length=8, default="early")
    since = models.DateTimeField()
    reporters = models.PositiveIntegerField(default=0)
    fix_word = models.CharField(max_length=8, default="")
    fix_at = models.DateTimeField(null=True)
    fix_chance = models.FloatField(default=0.5)
    fix_seen = models.PositiveIntegerField(default=0)
    fix_expected = models.FloatField(default=0.0)
    still_broken = models.PositiveIntegerField(default=0)
    works = models.PositiveIntegerField(default=0)
    possible_at = models.DateTimeField(null=True)
    rising = models.JSONField(default=list)
    seen_at = models.DateTimeField()

    @property
    def subject(self) -> Subject:
        return Subject("incident", self.incident_id)

    def says_fixed(self, fixed_at: datetime | None) -> bool:
        """Whether it says that this very fix works."""
        return self.fix_word == "verified" and self.fix_at == fixed_at
