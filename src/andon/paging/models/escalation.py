from typing import Any

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from andon.catalog.models import Service
from andon.customers.models import Account
from andon.kit import clock
from andon.kit.ids import new_id
from andon.kit.subject import Subject
from andon.paging.kept_apart import kept_apart
from andon.people.access import Access
from andon.people.models import User

from .policy import Policy


class State(models.TextChoices):
    RUNNING = "running", _("running")
    ACKNOWLEDGED = "acknowledged", _("acknowledged")
    SNOOZED = "snoozed", _("put off")
    EXHAUSTED = "exhausted", _("nobody answered")
    ENDED = "ended", _("ended")


class Escalations(models.QuerySet["Escalation"]):
    def standing(self) -> "Escalations":
        return self.exclude(state=State.ENDED)

    def of(self, subject: Subject) -> "Escalations":
        """Those that get it mended; a concierge is called in by runs of their own."""
        return self.about(subject).filter(concierge_of=None)

    def about(self, subject: Subject) -> "Escalations":
        return self.filter(subject_kind=subject.kind, subject_id=subject.id)

    def visible_to(self, access: Access) -> "Escalations":
        """Everybody at work, and those who set up; of what a higher room keeps apart, whoever sees the subject."""
        if not access.has("agent", "responder", "lead", "administrator"):
            return self.none()
        found = self
        for kind, seen in kept_apart():
            found = found.filter(~Q(subject_kind=kind) | Q(subject_id__in=seen(access)))
        return found


class Escalation(models.Model):
    """One run of a policy for one subject. `why` is what the page says about why it matters (see `rules/why.py`).

    `plan` is the policy as it was when the pass began (`rules/snapshot.py`), `place` where the run stands in it;
    `turn` counts firings. `severity` and `tier` are what its steps' conditions are asked about.
    `concierge_of`: whose concierge it calls in; None for a run that gets it mended.
    """

    id = models.UUIDField(primary_key=True, default=new_id)
    policy = models.ForeignKey(Policy, on_delete=models.PROTECT, related_name="+")
    service = models.ForeignKey(Service, null=True, on_delete=models.PROTECT, related_name="+")
    subject_kind = models.TextField()
    subject_id = models.UUIDField()
    state = models.CharField(max_length=12, choices=State, default=State.RUNNING)
    turn = models.PositiveSmallIntegerField(default=0)
    plan: Any = models.JSONField(default=dict)
    place: Any = models.JSONField(default=dict)
    severity = models.CharField(max_length=12, default="")
    tier = models.CharField(max_length=16, default="")
    account = models.ForeignKey(Account, null=True, on_delete=models.SET_NULL, related_name="+")
    concierge_of = models.ForeignKey(Account, null=True, on_delete=models.SET_NULL, related_name="+")
    next_at = models.DateTimeField(null=True)
    why: Any = models.JSONField(default=dict)
    started_at = models.DateTimeField()
    acknowledged_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    acknowledged_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)

    objects = Escalations.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["subject_kind", "subject_id"],
                condition=~Q(state="ended") & Q(concierge_of=None),
                name="escalation_one_standing",
            ),
            models.UniqueConstraint(
                fields=["subject_kind", "subject_id", "concierge_of"],
                condition=~Q(state="ended"),
                name="escalation_one_concierge",
            ),
        ]
        indexes = [models.Index(fields=["service"], condition=~Q(state="ended"), name="escalation_of_service")]

    @property
    def subject(self) -> Subject:
        return Subject(self.subject_kind, self.subject_id)

    @property
    def itself(self) -> Subject:
        return Subject("escalation", self.id)

    @property
    def lamp(self) -> str:
        return {"running": "risk", "acknowledged": "watch", "snoozed": "watch", "exhausted": "broken"}.get(
            self.state, "ok"
        )

    @property
    def is_due(self) -> bool:
        """Its next step is taken now."""
        return self.next_at is not None and self.next_at <= clock.now()

    @property
    def is_running(self) -> bool:
        return self.state == State.RUNNING


class JoinedAlert(models.Model):
    """An alert that this run speaks for; the run ends once all of its alerts are resolved."""

    id = models.BigAutoField(primary_key=True)
    escalation = models.ForeignKey(Escalation, on_delete=models.CASCADE, related_name="alerts")
    alert_id = models.UUIDField(unique=True)
    resolved = models.BooleanField(default=False)
