from typing import Any

from django.db import models
from django.db.models import Q
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from andon.conversations.models import Message
from andon.incidents.models import Duty, Incident
from andon.incidents.models.duty import Kind as DutyKind
from andon.kit.ids import new_id
from andon.kit.subject import Subject
from andon.people.access import Access
from andon.questions.rules.answers import KINDS, words_in
from andon.questions.rules.lifecycle import CLOSED, OPEN, STATUSES, WITHDRAWN


class AnswerKind(models.TextChoices):
    YES_NO = "yes_no", _("Yes or no")
    CHOICE = "choice", _("One of a list")
    CHOICES = "choices", _("Several of a list")
    NUMBER = "number", _("A number")
    VERSION = "version", _("A version")
    TEXT = "text", _("A short text")


class Status(models.TextChoices):
    OPEN = OPEN, _("open")
    CLOSED = CLOSED, _("closed")
    WITHDRAWN = WITHDRAWN, _("withdrawn")


class Questions(models.QuerySet["Question"]):
    def visible_to(self, access: Access) -> "Questions":
        """Whoever works on incidents; those who only read summaries do not."""
        return self if access.has("agent", "lead", "responder") else self.none()

    def workable_by(self, access: Access) -> "Questions":
        """Engineers, leads, and whoever leads the incident."""
        if access.has("responder", "lead"):
            return self
        if not access.has("agent") or access.user_id is None:
            return self.none()
        leads = Duty.objects.filter(user_id=access.user_id, kind=DutyKind.COMMANDER)
        return self.filter(incident__in=leads.values("incident_id"))

    def open(self) -> "Questions":
        return self.filter(status=OPEN)


class Question(models.Model):
    """What an engineer wants to know of every case of an incident. `texts`: "" is as it was asked, others by language.

    `choices`: [{"code": as asked, "labels": {language: …}}]. `key` names it within the incident, for other programs.
    `message`: where it stands on the line.
    """

    id = models.UUIDField(primary_key=True, default=new_id)
    incident = models.ForeignKey(Incident, on_delete=models.CASCADE, related_name="+")
    key = models.CharField(max_length=80)
    texts = models.JSONField()
    kind = models.CharField(max_length=8, choices=AnswerKind)
    choices = models.JSONField(default=list)
    attribute = models.CharField(max_length=60, default="")
    attribute_of = models.CharField(max_length=8, default="")
    customers = models.BooleanField(default=False)
    open_until = models.DateTimeField(null=True)
    status = models.CharField(max_length=9, choices=Status, default=Status.OPEN)
    asked_by = models.CharField(max_length=80)
    asked_at = models.DateTimeField()
    closed_at = models.DateTimeField(null=True)
    reminders = models.PositiveSmallIntegerField(default=0)
    message: "models.ForeignKey[Message | None, Message | None]" = models.ForeignKey(
        Message, null=True, on_delete=models.SET_NULL, related_name="+"
    )

    objects = Questions.as_manager()

    class Meta:
        ordering = ["-asked_at", "-id"]
        constraints = [
            models.UniqueConstraint(fields=["incident", "key"], name="question_key_once"),
            models.CheckConstraint(condition=Q(kind__in=KINDS), name="question_kind"),
            models.CheckConstraint(condition=Q(status__in=STATUSES), name="question_status"),
        ]
        indexes = [
            models.Index(fields=["incident", "-asked_at"], name="question_of_incident"),
            models.Index(fields=["incident"], condition=Q(status=OPEN), name="question_open"),
        ]

    def __str__(self) -> str:
        return self.text

    @property
    def subject(self) -> Subject:
        return Subject("question", self.id)

    @property
    def is_open(self) -> bool:
        return self.status == OPEN

    @property
    def text(self) -> str:
        """In the reader's language, if it was translated."""
        return self.words(get_language() or "en")

    def words(self, language: str) -> str:
        return words_in(self.texts, language)

    @property
    def codes(self) -> list[str]:
        return [choice["code"] for choice in self.choices]

    @property
    def labels(self) -> dict[str, str]:
        return self.labels_in(get_language() or "en")

    def labels_in(self, language: str) -> dict[str, str]:
        found: list[dict[str, Any]] = self.choices
        return {one["code"]: words_in({"": one["code"], **one["labels"]}, language) for one in found}
