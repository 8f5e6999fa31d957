from uuid import UUID

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext as _

from andon.cases.models import Case, Obligation
from andon.customers.models import Contact
from andon.kit.ids import new_id
from andon.kit.subject import Subject
from andon.people.access import Access

from .answer import Answer
from .question import Question


class Asks(models.QuerySet["Ask"]):
    def visible_to(self, access: Access) -> "Asks":
        """Of the cases that she sees; a customer: what was passed on to her, in her own case."""
        if access.actor.kind == "contact":
            her = UUID(access.actor.id)
            return self.filter(Q(case__contact=her) | Q(case__merged_into__contact=her), passed_to=her)
        if not access.has("agent", "lead", "responder"):
            return self.none()
        return self.filter(case__in=_homes_of(Case.objects.visible_to(access)))

    def workable_by(self, access: Access) -> "Asks":
        """Whoever may write in the case."""
        if access.actor.kind == "contact":
            return self.visible_to(access)
        if not access.has("agent", "lead"):
            return self.none()
        return self.filter(case__in=_homes_of(Case.objects.workable_by(access)))

    def counting(self) -> "Asks":
        return self.filter(withdrawn_at=None)

    def waiting(self) -> "Asks":
        """Not answered, and not passed on to a customer."""
        return self.counting().filter(answer=None, passed_at=None, question__status="open")

    def related(self) -> "Asks":
        people = [f"{of}{who}" for of in ("case__", "case__merged_into__") for who in ("owner", "account", "contact")]
        return self.select_related("question__incident", "answer", *people)


class Ask(models.Model):
    """A question as it is put to one case. It waits, was passed on to the customer, was answered, or is withdrawn.

    `obligation` keeps it in front of the case's owner. `passed_in`: the answer to the customer that asks her.
    """

    id = models.UUIDField(primary_key=True, default=new_id)
    question = models.ForeignKey(Question, on_delete=models.CASCADE, related_name="asks")
    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="+")
    obligation = models.OneToOneField(Obligation, null=True, on_delete=models.PROTECT, related_name="+")
    answer: "models.OneToOneField[Answer | None, Answer | None]" = models.OneToOneField(
        Answer, null=True, on_delete=models.PROTECT, related_name="+"
    )
    asked_at = models.DateTimeField()
    passed_at = models.DateTimeField(null=True)
    passed_in = models.UUIDField(null=True)
    passed_to: "models.ForeignKey[Contact | None, Contact | None]" = models.ForeignKey(
        Contact, null=True, on_delete=models.PROTECT, related_name="+"
    )
    withdrawn_at = models.DateTimeField(null=True)
    withdrawn_why = models.CharField(max_length=9, default="")

    objects = Asks.as_manager()

    class Meta:
        ordering = ["asked_at", "id"]
        constraints = [
            models.UniqueConstraint(fields=["question", "case"], condition=Q(withdrawn_at=None), name="ask_once"),
        ]
        indexes = [
            models.Index(fields=["case"], condition=Q(withdrawn_at=None), name="ask_of_case"),
            models.Index(fields=["passed_in"], condition=~Q(passed_in=None), name="ask_passed_in"),
        ]

    @property
    def subject(self) -> Subject:
        return Subject("ask", self.id)

    @property
    def through(self) -> Case:
        """The case through which it is read."""
        return self.case.merged_into or self.case

    @property
    def state(self) -> str:
        """waits, passed, answered, cannot_tell or withdrawn."""
        if self.withdrawn_at is not None:
            return "withdrawn"
        if self.answer is not None:
            return "cannot_tell" if self.answer.cannot_tell else "answered"
        return "passed" if self.passed_at else "waits"

    @property
    def state_words(self) -> str:
        return {
            "waits": _("not answered yet"),
            "passed": _("the customer was asked"),
            "answered": _("answered"),
            "cannot_tell": _("cannot be told"),
            "withdrawn": _("withdrawn"),
        }[self.state]


def _homes_of(cases: "models.QuerySet[Case]") -> "models.QuerySet[Case]":
    """These cases, and those merged into them."""
    ids = cases.order_by().values("id")
    return Case.objects.filter(Q(id__in=ids) | Q(merged_into__in=ids)).order_by()
