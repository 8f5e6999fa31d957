from decimal import Decimal

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext as _

from andon.cases.models import Case, Obligation
from andon.gestures.money import money_words
from andon.kit.ids import new_id
from andon.kit.subject import Subject
from andon.people.access import Access

from .kind import GestureKind


class Gestures(models.QuerySet["Gesture"]):
    def visible_to(self, access: Access) -> "Gestures":
        """Whoever answers customers and sees the case."""
        if not access.has("agent", "lead"):
            return self.none()
        return self.filter(case__in=_homes_of(Case.objects.visible_to(access)))

    def workable_by(self, access: Access) -> "Gestures":
        if not access.has("agent", "lead"):
            return self.none()
        return self.filter(case__in=_homes_of(Case.objects.workable_by(access)))

    def approvable_by(self, access: Access) -> "Gestures":
        """Those that wait and that she may decide: of her teams, or of all; never what she asked for herself."""
        waiting = self.filter(obligation=None, declined_at=None).exclude(asked_by=access.actor.key)
        if access.everywhere("lead"):
            return waiting
        teams = access.teams("lead")
        through = Q(case__merged_into=None, case__team__in=teams) | Q(case__merged_into__team__in=teams)
        return waiting.filter(through)


class Gesture(models.Model):
    """Something given for a case. It waits for approval, was declined, or is owed by its obligation until done."""

    id = models.UUIDField(primary_key=True, default=new_id)
    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="+")
    kind = models.ForeignKey(GestureKind, on_delete=models.PROTECT, related_name="+")
    amount = models.DecimalField(max_digits=12, decimal_places=2, null=True)
    currency = models.CharField(max_length=3, default="")
    why = models.CharField(max_length=500)
    asked_by = models.CharField(max_length=80)
    asked_at = models.DateTimeField()
    decided_by = models.CharField(max_length=80, default="")
    approved_at = models.DateTimeField(null=True)
    declined_at = models.DateTimeField(null=True)
    declined_why = models.CharField(max_length=500, default="")
    obligation = models.OneToOneField(Obligation, null=True, on_delete=models.PROTECT, related_name="+")
    offered_in = models.UUIDField(null=True)
    offered_at = models.DateTimeField(null=True)
    reference = models.CharField(max_length=120, default="")

    objects = Gestures.as_manager()

    class Meta:
        ordering = ["-asked_at", "-id"]
        constraints = [
            models.CheckConstraint(condition=Q(declined_at=None) | Q(obligation=None), name="gesture_one_answer"),
            models.CheckConstraint(condition=Q(declined_at=None) | ~Q(declined_why=""), name="gesture_declined_why"),
            models.CheckConstraint(condition=Q(amount=None) | Q(amount__gt=0), name="gesture_amount"),
        ]
        indexes = [
            models.Index(fields=["asked_at"], condition=Q(obligation=None, declined_at=None), name="gesture_waiting")
        ]

    @property
    def subject(self) -> Subject:
        return Subject("gesture", self.id)

    @property
    def state(self) -> str:
        """waits, declined, owed, done or waived."""
        if self.declined_at is not None:
            return "declined"
        if self.obligation is None:
            return "waits"
        return {"owed": "owed", "told": "done", "waived": "waived"}[self.obligation.state]

    @property
    def words(self) -> str:
        """“Refund, EUR 25.00”."""
        return f"{self.kind.name}, {self.money}" if self.money else self.kind.name

    @property
    def money(self) -> str:
        return money_words(self.amount, self.currency)

    @property
    def state_words(self) -> tuple[str, str]:
        """A lamp, and what it says."""
        return {
            "waits": ("watch", _("waits for approval")),
            "declined": ("broken", _("declined")),
            "owed": ("risk", _("to be done")),
            "done": ("ok", _("done")),
            "waived": ("none", _("given up")),
        }[self.state]

    @property
    def coded(self) -> dict[str, object]:
        """What its facts say of it."""
        return {
            "gesture": self.id,
            "kind": self.kind.slug,
            "amount": "" if self.amount is None else str(Decimal(self.amount).quantize(Decimal("0.01"))),
            "currency": self.currency,
        }


def _homes_of(cases: "models.QuerySet[Case]") -> "models.QuerySet[Case]":
    """These cases, and those merged into them."""
    ids = cases.order_by().values("id")
    return Case.objects.filter(Q(id__in=ids) | Q(merged_into__in=ids)).order_by()
