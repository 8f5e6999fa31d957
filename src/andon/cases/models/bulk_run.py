from datetime import datetime, timedelta

from django.db import models
from django.db.models import Q

from andon.cases.rules.bulk import ACTS, UNDOABLE
from andon.kit.ids import new_id
from andon.kit.subject import Subject
from andon.people.access import Access
from andon.people.models import User

STATES = ("checking", "checked", "running", "done", "undoing", "undone")


class BulkRuns(models.QuerySet["BulkRun"]):
    def visible_to(self, access: Access) -> "BulkRuns":
        """Whoever prepared it, and nobody else: it says what her cases said."""
        return self.filter(user_id=access.user_id) if access.user_id else self.none()


class BulkRun(models.Model):
    """One act on many cases: first tried, then done. `given` is what the act takes beside the case."""

    id = models.UUIDField(primary_key=True, default=new_id)
    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="+")
    act = models.CharField(max_length=24)
    given = models.JSONField(default=dict)
    state = models.CharField(max_length=8, default="checking")
    total = models.PositiveIntegerField()
    made_at = models.DateTimeField()
    finished_at = models.DateTimeField(null=True)

    objects = BulkRuns.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(state__in=STATES), name="bulk_run_state"),
            models.CheckConstraint(condition=Q(act__in=ACTS), name="bulk_run_act"),
        ]
        indexes = [models.Index(fields=["made_at"], name="bulk_run_made")]

    @property
    def subject(self) -> Subject:
        return Subject("bulk", self.id)

    @property
    def is_under_way(self) -> bool:
        return self.state in ("checking", "running", "undoing")

    def can_be_undone(self, now: datetime) -> bool:
        """An answer only until it leaves."""
        if self.state != "done" or self.act not in UNDOABLE or self.finished_at is None:
            return False
        return self.act != "reply_to_case" or now < self.finished_at + timedelta(seconds=10)
