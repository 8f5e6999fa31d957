from datetime import datetime

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from andon.incidents.models import Incident
from andon.kit.ids import new_id
from andon.kit.subject import Subject


class State(models.TextChoices):
    DRAFT = "draft", _("draft")
    SENT = "sent", _("sent")
    WITHDRAWN = "withdrawn", _("taken back")


class Update(models.Model):
    """What we tell about an incident. `final`: written when it was over."""

    id = models.UUIDField(primary_key=True, default=new_id)
    incident = models.ForeignKey(Incident, on_delete=models.PROTECT, related_name="updates")
    number = models.PositiveSmallIntegerField()
    state = models.CharField(max_length=9, choices=State, default=State.DRAFT)
    final = models.BooleanField(default=False)
    written_by = models.TextField()
    written_at = models.DateTimeField()
    sent_at = models.DateTimeField(null=True)
    undo_until = models.DateTimeField(null=True)

    class Meta:
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["incident", "number"], name="update_number"),
            models.CheckConstraint(condition=Q(state__in=State.values), name="update_state"),
        ]

    @property
    def subject(self) -> Subject:
        return Subject("update", self.id)

    def can_be_undone(self, now: datetime) -> bool:
        return self.state == State.SENT and self.undo_until is not None and now < self.undo_until


class UpdateText(models.Model):
    """The words in one language."""

    id = models.BigAutoField(primary_key=True)
    of = models.ForeignKey(Update, on_delete=models.CASCADE, related_name="texts")
    locale = models.CharField(max_length=12)
    body = models.TextField()

    class Meta:
        ordering = ["id"]
        constraints = [models.UniqueConstraint(fields=["of", "locale"], name="update_text_once")]
