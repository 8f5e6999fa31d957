from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from andon.imports.rules.lifecycle import AT_WORK, BEFORE_RUN, ENDED, STATUSES
from andon.kit.ids import new_id
from andon.kit.subject import Subject
from andon.people.access import Access
from andon.timeline.actor import Actor
from andon.work.models import Blob


class KindName(models.TextChoices):
    ACCOUNTS = "accounts", _("Accounts")
    CONTACTS = "contacts", _("Contacts")
    CASES = "cases", _("Old cases")
    SIGNALS = "signals", _("Signals")


class Status(models.TextChoices):
    MAPPING = "mapping", _("Columns to be named")
    CHECKING = "checking", _("Being checked")
    CHECKED = "checked", _("Checked, not taken in")
    RUNNING = "running", _("Being taken in")
    PAUSED = "paused", _("Paused")
    FINISHED = "finished", _("Taken in")
    CANCELLED = "cancelled", _("Cancelled")


class CsvImports(models.QuerySet["CsvImport"]):
    def visible_to(self, access: Access) -> "CsvImports":
        """All for those who set up and those who lead everywhere; who leads a team sees what she brought."""
        if access.everywhere("administrator", "lead"):
            return self
        return self.filter(uploaded_by=access.actor.key) if access.has("lead") else self.none()


class CsvImport(models.Model):
    """A spreadsheet on its way in. `offset` is the byte, `line` the line where the next record begins; `done` counts
    records. The counts are those of the check until it runs, then those of the run; `checked` keeps the check's.
    """

    id = models.UUIDField(primary_key=True, default=new_id)
    kind = models.CharField(max_length=16, choices=KindName)
    name = models.CharField(max_length=200)
    blob = models.ForeignKey(Blob, null=True, on_delete=models.PROTECT, related_name="+")
    size = models.PositiveIntegerField()
    encoding = models.CharField(max_length=16)
    delimiter = models.CharField(max_length=1)
    header = ArrayField(models.TextField(), default=list)
    mapping = ArrayField(models.TextField(), default=list)
    options = models.JSONField(default=dict)
    status = models.CharField(max_length=12, choices=Status, default=Status.MAPPING)
    first_offset = models.PositiveIntegerField(default=0)
    first_line = models.PositiveIntegerField(default=1)
    offset = models.PositiveIntegerField(default=0)
    line = models.PositiveIntegerField(default=1)
    done = models.PositiveIntegerField(default=0)
    created = models.PositiveIntegerField(default=0)
    changed = models.PositiveIntegerField(default=0)
    unchanged = models.PositiveIntegerField(default=0)
    refused = models.PositiveIntegerField(default=0)
    checked = models.JSONField(default=dict)
    uploaded_by = models.CharField(max_length=80)
    uploaded_by_name = models.CharField(max_length=200, default="")
    started_by = models.CharField(max_length=80, default="")
    uploaded_at = models.DateTimeField()
    started_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)
    forget_at = models.DateTimeField()

    objects = CsvImports.as_manager()

    class Meta:
        ordering = ["-uploaded_at", "-id"]
        constraints = [
            models.CheckConstraint(condition=Q(status__in=STATUSES), name="import_status"),
            models.CheckConstraint(condition=Q(kind__in=KindName.values), name="import_kind"),
        ]
        indexes = [models.Index(fields=["-uploaded_at", "-id"], name="import_newest")]

    @property
    def subject(self) -> Subject:
        return Subject("import", self.id)

    @property
    def acts_for(self) -> Actor:
        """In whose name the rows come in: whoever began it."""
        return Actor.parse(self.started_by or self.uploaded_by)

    @property
    def is_at_work(self) -> bool:
        return self.status in AT_WORK

    @property
    def is_before_run(self) -> bool:
        return self.status in BEFORE_RUN

    @property
    def has_ended(self) -> bool:
        return self.status in ENDED

    @property
    def total(self) -> int:
        """How many records there are, counted by the check; 0 before it."""
        return sum(self.checked.values())

    @property
    def lamp(self) -> str:
        return {"running": "watch", "checking": "watch", "paused": "risk", "finished": "ok", "cancelled": "none"}.get(
            self.status, "none"
        )
