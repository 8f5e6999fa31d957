from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex, OpClass
from django.db import models
from django.db.models import F, Q, Value
from django.db.models.functions import Upper
from django.utils.translation import gettext_lazy as _

from andon.cases.rules.lifecycle import RUNNING, STATUSES, WAITING
from andon.cases.rules.priorities import USUAL
from andon.cases.rules.reasons import CloseReason
from andon.catalog.models import Brand, Capability, Service
from andon.channels.models import Mailbox
from andon.customers.models import Account, Contact
from andon.kit.errors import Conflict
from andon.kit.ids import new_id
from andon.kit.subject import Subject
from andon.people.models import Team, User

from .case_queries import Cases
from .case_type import CaseType


class Status(models.TextChoices):
    NEW = "new", _("New")
    OPEN = "open", _("Open")
    WAITING_CUSTOMER = "waiting_customer", _("Waiting for the customer")
    WAITING_OTHERS = "waiting_others", _("Waiting for others")
    SOLVED = "solved", _("Solved")
    CLOSED = "closed", _("Closed")


class Case(models.Model):
    """One customer's matter, from first report to close. It has one owner, or stands in its team's queue.

    `brand` None is the default brand; `mailbox` is the one that she wrote to; `service` and `capability` are what it is
    about, as far as somebody said. `promised_at`: the earliest moment that was promised to her in words and not
    answered yet.
    """

    id = models.UUIDField(primary_key=True, default=new_id)
    number = models.PositiveIntegerField(unique=True)
    title = models.CharField(max_length=200)
    status = models.CharField(max_length=16, choices=Status, default=Status.NEW)
    status_since = models.DateTimeField()
    account = models.ForeignKey(Account, null=True, on_delete=models.PROTECT, related_name="+")
    contact = models.ForeignKey(Contact, null=True, on_delete=models.PROTECT, related_name="+")
    team = models.ForeignKey(Team, null=True, on_delete=models.PROTECT, related_name="+")
    brand = models.ForeignKey(Brand, null=True, on_delete=models.PROTECT, related_name="+")
    mailbox = models.ForeignKey(Mailbox, null=True, on_delete=models.SET_NULL, related_name="+")
    owner = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    channel = models.CharField(max_length=16)
    locale = models.CharField(max_length=12, default="en")
    tags = ArrayField(models.CharField(max_length=40), default=list)
    order_number = models.CharField(max_length=60, default="")
    priority = models.CharField(max_length=30, default=USUAL, db_default=USUAL)
    service = models.ForeignKey(Service, null=True, on_delete=models.SET_NULL, related_name="+")
    capability = models.ForeignKey(Capability, null=True, on_delete=models.SET_NULL, related_name="+")
    case_type = models.ForeignKey(CaseType, null=True, on_delete=models.PROTECT, related_name="+")
    fields = models.JSONField(default=dict, db_default=Value({}, models.JSONField()))
    external_key = models.CharField(max_length=200, null=True, unique=True)  # noqa: DJ001  NULLs do not collide
    snapshot = models.JSONField(default=dict)
    verified = models.BooleanField(default=False)
    spam = models.BooleanField(default=False)
    promised_at = models.DateTimeField(null=True)
    due_at = models.DateTimeField(null=True)
    due_reason = models.CharField(max_length=16, default="")
    waits_for = models.CharField(max_length=200, default="")
    opened_at = models.DateTimeField()
    first_reply_at = models.DateTimeField(null=True)
    last_customer_at = models.DateTimeField(null=True)
    last_reply_at = models.DateTimeField(null=True)
    solved_at = models.DateTimeField(null=True)
    closed_at = models.DateTimeField(null=True)
    close_reason = models.CharField(max_length=24, choices=CloseReason, default="")
    close_note = models.TextField(default="")
    follow_up_of = models.ForeignKey("self", null=True, on_delete=models.PROTECT, related_name="follow_ups")
    merged_into = models.ForeignKey("self", null=True, on_delete=models.PROTECT, related_name="merged", db_index=False)
    merged_at = models.DateTimeField(null=True)
    split_from = models.ForeignKey("self", null=True, on_delete=models.PROTECT, related_name="split_off")
    reopen_count = models.PositiveSmallIntegerField(default=0)
    hand_over_count = models.PositiveSmallIntegerField(default=0)
    unanswered_count = models.PositiveSmallIntegerField(default=0)
    reminder_count = models.PositiveSmallIntegerField(default=0)
    owed_count = models.PositiveSmallIntegerField(default=0)
    asked_count = models.PositiveSmallIntegerField(default=0, db_default=0)

    objects = Cases.as_manager()

    class Meta:
        ordering = ["-number"]
        constraints = [
            models.CheckConstraint(condition=Q(status__in=STATUSES), name="case_status"),
            models.CheckConstraint(condition=~Q(status="closed") | ~Q(close_reason=""), name="case_closes_with_reason"),
            models.CheckConstraint(condition=~Q(merged_into=F("id")), name="case_not_into_itself"),
            models.CheckConstraint(condition=Q(merged_into=None) | Q(due_at=None), name="case_merged_has_no_clock"),
        ]
        indexes = [
            models.Index(fields=["owner", "due_at", "id"], condition=~Q(due_at=None), name="case_due_of_owner"),
            models.Index(fields=["team", "due_at", "id"], condition=~Q(due_at=None), name="case_due_of_team"),
            models.Index(fields=["owner", "status_since"], condition=Q(status__in=RUNNING), name="case_run_of_owner"),
            models.Index(fields=["team", "status_since"], condition=Q(status__in=RUNNING), name="case_run_of_team"),
            models.Index(fields=["owner"], condition=Q(owed_count__gt=0), name="case_owed_of_owner"),
            models.Index(fields=["due_at", "id"], condition=~Q(due_at=None), name="case_due"),
            models.Index(fields=["status_since", "id"], condition=Q(status__in=WAITING), name="case_waiting"),
            models.Index(fields=["-status_since", "-id"], condition=Q(status="solved"), name="case_solved"),
            models.Index(fields=["-status_since", "-id"], condition=Q(spam=True), name="case_spam"),
            models.Index(fields=["account", "-opened_at"], name="case_of_account"),
            models.Index(fields=["contact", "-opened_at"], name="case_of_contact"),
            models.Index(fields=["order_number"], condition=~Q(order_number=""), name="case_order_number"),
            models.Index(fields=["merged_into"], condition=~Q(merged_into=None), name="case_merged"),
            GinIndex(OpClass(Upper("title"), name="gin_trgm_ops"), name="case_title_words"),
            GinIndex(fields=["tags"], name="case_tags"),
            GinIndex(fields=["fields"], opclasses=["jsonb_path_ops"], name="case_fields"),
            models.Index(fields=["due_at", "id"], name="case_by_due"),
            models.Index(fields=["status_since", "id"], name="case_by_status_since"),
            models.Index(fields=["case_type", "-number"], condition=~Q(case_type=None), name="case_of_type"),
        ]

    def __str__(self) -> str:
        return self.ref

    @property
    def ref(self) -> str:
        return f"C-{self.number}"

    @property
    def subject(self) -> Subject:
        return Subject("case", self.id)

    def refuse_merged(self) -> None:
        """Raises Conflict when it was merged into another: what is done is done there."""
        if self.merged_into is not None:
            said = {"ref": self.ref, "into": self.merged_into.ref}
            raise Conflict(_("%(ref)s was merged into %(into)s meanwhile. Look at it there.") % said)

    @property
    def is_running(self) -> bool:
        return self.status in RUNNING

    @property
    def owes_her(self) -> bool:
        """Something is owed to the customer; a question of engineers is owed to them."""
        return self.owed_count > self.asked_count

    @property
    def tier(self) -> str:
        return self.account.tier if self.account else "standard"

    @property
    def live_about(self) -> list[Subject]:
        """Whose inboxes show it."""
        return [
            *([Subject("user", self.owner_id)] if self.owner_id else []),
            *([Subject("team", self.team_id)] if self.team_id else []),
            *([Subject("account", self.account_id)] if self.account_id else []),
            *([Subject("contact", self.contact_id)] if self.contact_id else []),
        ]
