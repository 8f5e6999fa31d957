from datetime import timedelta
from typing import Self

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from andon.catalog.models import Capability, Service
from andon.emerging.rules.levels import CONFIRMED, DISMISSED, EMERGING, LIVE, MERGED, OPEN, OVER, WATCH
from andon.incidents.models import Incident
from andon.kit.ids import new_id
from andon.kit.subject import Subject
from andon.people.access import Access


class Level(models.TextChoices):
    WATCH = WATCH, _("Watch")
    EMERGING = EMERGING, _("Emerging")


class State(models.TextChoices):
    OPEN = OPEN, _("Nobody has decided")
    CONFIRMED = CONFIRMED, _("An incident")
    DISMISSED = DISMISSED, _("Dismissed")
    MERGED = MERGED, _("Merged")
    OVER = OVER, _("Over")


class DismissReason(models.TextChoices):
    USUAL = "usual", _("Everyday questions, only more of them")
    NOT_OURS = "not_ours", _("Not our fault, somebody else’s")
    DIFFERENT = "different", _("The reports tell of different things")
    KNOWN = "known", _("Known already, nothing new to do")
    TEST = "test", _("A test, or nothing real")


class Issues(models.QuerySet["EmergingIssue"]):
    def visible_to(self, access: Access) -> Self:
        """That something is going on is for all who work on it; the words of each report only for who may read them."""
        return self if access.has("agent", "lead", "responder", "stakeholder") else self.none()

    def workable_by(self, access: Access) -> Self:
        return self if access.has("agent", "lead", "responder") else self.none()

    def undecided(self) -> Self:
        return self.filter(state=OPEN)


class EmergingIssue(models.Model):
    """Reports that seem to tell of one thing. `scan_name`: what the correlator calls it; `words`: what they share, each
    said by two people or more; `log_p`: how likely that many were by chance, a natural logarithm."""

    id = models.UUIDField(primary_key=True, default=new_id)
    number = models.PositiveIntegerField(unique=True)
    level = models.CharField(max_length=8, choices=Level)
    state = models.CharField(max_length=9, choices=State, default=OPEN)
    scan_name = models.CharField(max_length=80, unique=True)
    words = ArrayField(models.CharField(max_length=60), default=list)
    since = models.DateTimeField()
    raised_at = models.DateTimeField()
    emerging_at = models.DateTimeField(null=True)
    last_report_at = models.DateTimeField()
    report_count = models.PositiveIntegerField(default=0)
    reporter_count = models.PositiveIntegerField(default=0)
    observed = models.PositiveIntegerField(default=0)
    expected = models.FloatField(default=0)
    scale_minutes = models.FloatField(default=0)
    log_p = models.FloatField(default=0)
    service = models.ForeignKey(Service, null=True, on_delete=models.PROTECT, related_name="+")
    capability = models.ForeignKey(Capability, null=True, on_delete=models.PROTECT, related_name="+")
    incident = models.ForeignKey(Incident, null=True, on_delete=models.PROTECT, related_name="+")
    merged_into = models.ForeignKey("self", null=True, on_delete=models.PROTECT, related_name="merged")
    dismiss_reason = models.CharField(max_length=12, choices=DismissReason, default="")
    dismiss_note = models.CharField(max_length=500, default="")
    decided_by = models.CharField(max_length=200, default="")
    decided_at = models.DateTimeField(null=True)

    objects = Issues.as_manager()

    class Meta:
        ordering = ["-number"]
        constraints = [
            models.CheckConstraint(condition=Q(level__in=Level.values), name="emerging_level"),
            models.CheckConstraint(condition=Q(state__in=State.values), name="emerging_state"),
            models.CheckConstraint(
                condition=~Q(state=DISMISSED) | ~Q(dismiss_reason=""), name="emerging_dismissed_with_reason"
            ),
            models.CheckConstraint(
                condition=~Q(state=CONFIRMED) | ~Q(incident=None), name="emerging_confirmed_is_incident"
            ),
        ]
        indexes = [
            models.Index(fields=["-last_report_at"], condition=Q(state__in=LIVE), name="emerging_live"),
            models.Index(fields=["incident"], condition=~Q(incident=None), name="emerging_of_incident"),
        ]

    def __str__(self) -> str:
        return self.ref

    @property
    def ref(self) -> str:
        return f"E-{self.number}"

    @property
    def subject(self) -> Subject:
        return Subject("emerging", self.id)

    @property
    def name(self) -> str:
        """What it is called until it is an incident: the words that its reports share."""
        return ", ".join(self.words[:4]) or (self.capability.name if self.capability else self.ref)

    @property
    def is_open(self) -> bool:
        return self.state == OPEN

    @property
    def said_state(self) -> str:
        return str(self.get_state_display()).lower()

    @property
    def lamp(self) -> str:
        if self.state in (DISMISSED, MERGED, OVER):
            return "done"
        return "risk" if self.level == EMERGING else "watch"

    @property
    def span(self) -> timedelta:
        """In which time so many told it."""
        return timedelta(minutes=self.scale_minutes)

    @property
    def times_usual(self) -> float:
        """How many times as many as usual; 0 where nothing is known."""
        return self.observed / self.expected if self.expected else 0.0
