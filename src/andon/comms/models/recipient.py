from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from andon.cases.models import Case
from andon.customers.models import Contact
from andon.kit.ids import new_id

from .update import Update


class State(models.TextChoices):
    OWED = "owed", _("on its way")
    WAITS = "waits", _("waits for a person")
    TOLD = "told", _("told")
    FAILED = "failed", _("failed")
    WAIVED = "waived", _("waived")


class Recipient(models.Model):
    """One contact who is owed one update, in her newest linked case. WAITS: no address; somebody tells her."""

    id = models.UUIDField(primary_key=True, default=new_id)
    of = models.ForeignKey(Update, on_delete=models.PROTECT, related_name="recipients")
    contact = models.ForeignKey(Contact, on_delete=models.PROTECT, related_name="+")
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="+")
    delivery_key = models.TextField(default="")
    state = models.CharField(max_length=8, choices=State, default=State.OWED)
    why = models.CharField(max_length=500, default="")
    told_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["of", "contact"], name="recipient_once"),
            models.CheckConstraint(condition=Q(state__in=State.values), name="recipient_state"),
            models.CheckConstraint(condition=~Q(state="waived") | ~Q(why=""), name="recipient_waived_with_reason"),
        ]
        indexes = [
            models.Index(fields=["delivery_key"], condition=~Q(delivery_key=""), name="recipient_delivery"),
            models.Index(fields=["contact"], name="recipient_contact"),
        ]
