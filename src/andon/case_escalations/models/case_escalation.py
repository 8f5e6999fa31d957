from collections.abc import Iterable
from uuid import UUID

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from andon.case_escalations.rules.lifecycle import ACCEPTED, STANDING, STATES, WAITING
from andon.case_escalations.rules.target import is_over
from andon.cases.models import Case
from andon.customers.models import Account
from andon.kit import clock
from andon.kit.ids import new_id
from andon.kit.subject import Subject
from andon.people.access import Access

from .kind import EscalationKind
from .whose import among, called, led, of_teams, paged


class State(models.TextChoices):
    WAITING = "waiting", _("waits for an answer")
    ACCEPTED = "accepted", _("accepted")
    DECLINED = "declined", _("declined")
    OVER = "over", _("de-escalated")
    WITHDRAWN = "withdrawn", _("withdrawn")
    ENDED = "ended", _("ended with its case")


class CaseEscalations(models.QuerySet["CaseEscalation"]):
    def standing(self) -> "CaseEscalations":
        return self.filter(state__in=STANDING)

    def waiting(self) -> "CaseEscalations":
        return self.filter(state=WAITING)

    def of_cases(self, cases: Iterable[UUID]) -> "CaseEscalations":
        """Of these cases, and of what was merged into them."""
        return self.filter(case__in=Case.objects.with_homes(cases).order_by())

    def called_for(self, id: UUID) -> "CaseEscalations":
        """All for whom one run of pages speaks."""
        return self.filter(Q(id=id) | Q(called_with=id))

    def visible_to(self, access: Access) -> "CaseEscalations":
        """Whoever answers customers and sees the case or the account, and whoever was called in."""
        if not access.is_staff:
            return self.none()
        return self.filter(among(Case.objects.visible_to(access), access) | called(access))

    def workable_by(self, access: Access) -> "CaseEscalations":
        """Whoever may change the case."""
        return self.filter(among(Case.objects.workable_by(access), access))

    def answerable_by(self, access: Access) -> "CaseEscalations":
        """Leads of the case's team, who works in the kind's team, and whoever was paged; not what she asked herself,
        unless it is she who was paged."""
        if not access.is_staff:
            return self.none()
        hers = paged(access)
        return self.filter(hers | (~Q(asked_by=access.actor.key) & (led(access) | of_teams(access))))

    def related(self) -> "CaseEscalations":
        return self.select_related(
            "kind__policy", "kind__team", "account", "case__account", "case__owner", "case__merged_into__owner",
            "case__merged_into__account",
        )  # fmt: skip


class CaseEscalation(models.Model):
    """Somebody called others in, for a case or for a whole account. Its owner keeps the case.

    `reached`: how people were called: policy (they are paged), leads (they were told), or nobody. `called_with`: that
    one's run of pages speaks for this one too. `again_of`: what was declined before. `answer` is the word of whoever
    accepted, or why it was declined; `result` what came of it, or why it was withdrawn. `end_why`: case_closed.
    """

    id = models.UUIDField(primary_key=True, default=new_id)
    case = models.ForeignKey(Case, null=True, on_delete=models.CASCADE, related_name="+")
    account = models.ForeignKey(Account, null=True, on_delete=models.CASCADE, related_name="+")
    kind = models.ForeignKey(EscalationKind, on_delete=models.PROTECT, related_name="+")
    reason = models.TextField()
    asked_by = models.CharField(max_length=80)
    asked_at = models.DateTimeField()
    due_at = models.DateTimeField()
    overdue_at = models.DateTimeField(null=True)
    state = models.CharField(max_length=12, choices=State, default=State.WAITING)
    reached = models.CharField(max_length=8)
    called_with = models.ForeignKey("self", null=True, on_delete=models.SET_NULL, related_name="+")
    again_of = models.ForeignKey("self", null=True, on_delete=models.SET_NULL, related_name="+")
    answered_by = models.CharField(max_length=80, default="")
    answered_at = models.DateTimeField(null=True)
    answer = models.TextField(default="")
    ended_by = models.CharField(max_length=80, default="")
    ended_at = models.DateTimeField(null=True)
    result = models.TextField(default="")
    end_why = models.CharField(max_length=16, default="")

    objects = CaseEscalations.as_manager()

    class Meta:
        ordering = ["-asked_at", "-id"]
        constraints = [
            models.CheckConstraint(condition=Q(case=None) ^ Q(account=None), name="case_escalation_of_one"),
            models.CheckConstraint(condition=Q(state__in=STATES), name="case_escalation_state"),
            models.UniqueConstraint(
                fields=["case", "kind"], condition=Q(state__in=STANDING), name="case_escalation_once"
            ),
            models.UniqueConstraint(
                fields=["account", "kind"], condition=Q(state__in=STANDING), name="account_escalation_once"
            ),
        ]
        indexes = [
            models.Index(fields=["due_at", "id"], condition=Q(state__in=STANDING), name="case_escalation_open"),
            models.Index(fields=["-answered_at"], condition=~Q(answered_at=None), name="case_escalation_answered"),
            models.Index(fields=["-asked_at", "-id"], name="case_escalation_newest"),
        ]

    @property
    def subject(self) -> Subject:
        return Subject("case_escalation", self.id)

    @property
    def called_for(self) -> Subject:
        """Of which the run of pages is."""
        return Subject("case_escalation", self.called_with_id or self.id)

    @property
    def is_waiting(self) -> bool:
        return self.state == WAITING

    @property
    def is_standing(self) -> bool:
        return self.state in STANDING

    @property
    def is_overdue(self) -> bool:
        return self.state == WAITING and is_over(self.due_at, now=clock.now())

    @property
    def lamp(self) -> str:
        if self.is_overdue or self.state == "declined":
            return "broken"
        return {WAITING: "risk", ACCEPTED: "watch", State.OVER: "ok"}.get(self.state, "none")

    @property
    def coded(self) -> dict[str, object]:
        """What its facts say of it."""
        return {"escalation": self.id, "kind": self.kind.slug}
