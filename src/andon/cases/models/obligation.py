from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from andon.customers.models import Contact
from andon.kit.ids import new_id
from andon.kit.subject import Subject

from .case import Case


class Kind(models.TextChoices):
    TELL = "tell", _("Tell her")
    VERIFY = "verify", _("Ask her whether it works")
    GESTURE = "gesture", _("Give her what was promised")
    ANSWER = "answer", _("Answer the engineers")


class State(models.TextChoices):
    OWED = "owed", _("owed")
    TOLD = "told", _("told")
    WAIVED = "waived", _("waived")


class Obligation(models.Model):
    """What is owed in a case because of something that happened elsewhere: to its customer (an update, an incident),
    or to those who asked about it."""

    id = models.UUIDField(primary_key=True, default=new_id)
    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="obligations")
    contact = models.ForeignKey(Contact, null=True, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=8, choices=Kind)
    source_kind = models.CharField(max_length=16)
    source_id = models.UUIDField()
    label = models.CharField(max_length=200, default="")
    state = models.CharField(max_length=8, choices=State, default=State.OWED)
    delivery_key = models.TextField(default="")
    why = models.CharField(max_length=500, default="")
    owed_at = models.DateTimeField()
    met_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["owed_at", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["case", "contact", "kind", "source_kind", "source_id"],
                name="obligation_once",
                nulls_distinct=False,
            ),
            models.CheckConstraint(condition=Q(state__in=State.values), name="obligation_state"),
            models.CheckConstraint(condition=~Q(state="waived") | ~Q(why=""), name="obligation_waived_with_reason"),
        ]
        indexes = [
            models.Index(fields=["source_kind", "source_id", "state"], name="obligation_source"),
            models.Index(fields=["case"], condition=Q(state="owed"), name="obligation_owed"),
            models.Index(fields=["delivery_key"], condition=~Q(delivery_key=""), name="obligation_delivery"),
        ]

    @property
    def source(self) -> Subject:
        return Subject(self.source_kind, self.source_id)
