from uuid import UUID

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from andon.cases.models import Case
from andon.conversations.models import Message
from andon.incidents.models import Incident
from andon.kit import clock
from andon.kit.ids import new_id
from andon.kit.subject import Subject
from andon.people.access import Access
from andon.people.models import User


class State(models.TextChoices):
    OPEN = "open", _("open")
    KEPT = "kept", _("kept")
    BROKEN = "broken", _("broken")
    WITHDRAWN = "withdrawn", _("withdrawn")


class Promises(models.QuerySet["Promise"]):
    def visible_to(self, access: Access) -> "Promises":
        """Of the cases that she sees, and of incidents; a customer: of her own cases, once it cannot be taken back."""
        if access.actor.kind == "contact":
            her = UUID(access.actor.id)
            return self.filter(Q(case__contact=her)).exclude(state=State.WITHDRAWN)
        seen = Case.objects.visible_to(access).order_by().values("id")
        of_cases = Q(case__in=seen) | Q(case__merged_into__in=seen)
        return self.filter(of_cases | Q(incident__in=Incident.objects.visible_to(access).order_by().values("id")))

    def workable_by(self, access: Access) -> "Promises":
        """Of the cases that she may write in."""
        if access.actor.kind == "contact":
            return self.none()
        works = Case.objects.workable_by(access).order_by().values("id")
        return self.filter(Q(case__in=works) | Q(case__merged_into__in=works))

    def unanswered(self) -> "Promises":
        """Still to be kept, or broken and not made up for."""
        return self.filter(Q(state=State.OPEN) | Q(state=State.BROKEN, answered_at=None))


class Promise(models.Model):
    """What somebody of ours said she would do by when: in an answer (`case`), or as the next update of an incident, of
    which there is a row once it was kept or broken.

    `start` and `end` are where it stands in the message; no words are kept here. `zone` is the customer's.
    `answered_at`: when it was kept, or made up for after it was broken.
    """

    id = models.UUIDField(primary_key=True, default=new_id)
    case = models.ForeignKey(Case, null=True, on_delete=models.CASCADE, related_name="+")
    incident = models.ForeignKey(Incident, null=True, on_delete=models.CASCADE, related_name="+")
    message = models.ForeignKey(Message, null=True, on_delete=models.SET_NULL, related_name="+")
    start = models.PositiveIntegerField(default=0)
    end = models.PositiveIntegerField(default=0)
    due_at = models.DateTimeField()
    zone = models.CharField(max_length=64, default="UTC")
    state = models.CharField(max_length=9, choices=State, default=State.OPEN)
    moved_count = models.PositiveSmallIntegerField(default=0)
    made_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField()
    answered_by = models.ForeignKey(Message, null=True, on_delete=models.SET_NULL, related_name="+")
    answered_at = models.DateTimeField(null=True)
    broken_at = models.DateTimeField(null=True)

    objects = Promises.as_manager()

    class Meta:
        ordering = ["due_at", "id"]
        constraints = [
            models.CheckConstraint(condition=Q(state__in=State.values), name="promise_state"),
            models.CheckConstraint(
                condition=Q(case=None, incident__isnull=False) | Q(case__isnull=False, incident=None),
                name="promise_of_one",
            ),
            models.UniqueConstraint(
                fields=["message", "start", "due_at"], condition=~Q(message=None), name="promise_once"
            ),
            models.UniqueConstraint(
                fields=["incident", "due_at"], condition=Q(case=None), name="promise_next_update_once"
            ),
        ]
        indexes = [
            models.Index(fields=["case"], name="promise_of_case"),
            models.Index(fields=["message"], condition=~Q(message=None), name="promise_in_message"),
            models.Index(fields=["answered_by"], condition=~Q(answered_by=None), name="promise_answered_by"),
            models.Index(fields=["due_at"], name="promise_due"),
        ]

    def __str__(self) -> str:
        return f"{self.state} {self.due_at:%Y-%m-%d %H:%M}"

    @property
    def subject(self) -> Subject:
        return Subject("promise", self.id)

    @property
    def waits(self) -> bool:
        return self.state == State.OPEN or (self.state == State.BROKEN and self.answered_at is None)

    @property
    def is_late(self) -> bool:
        return self.waits and self.due_at <= clock.now()

    @property
    def lamp(self) -> str:
        known = {State.OPEN: "none", State.KEPT: "ok", State.BROKEN: "broken", State.WITHDRAWN: "none"}
        return known[State(self.state)]
