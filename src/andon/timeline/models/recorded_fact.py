from functools import cached_property
from typing import Any

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models.functions import Cast

from andon.kit.subject import Subject
from andon.timeline.actor import Actor
from andon.timeline.facts import FactType, type_named


class CurrentTransaction(models.Func):
    """The full 64-bit transaction id; a reader that stays below the oldest running one skips no fact."""

    function = "pg_current_xact_id"
    arity = 0


class RecordedFact(models.Model):
    """One thing that happened. Append-only; its key begins with the instant, so that it can be partitioned by time."""

    pk = models.CompositePrimaryKey("at", "id")
    at = models.DateTimeField()
    id = models.UUIDField()
    transaction = models.BigIntegerField(
        db_default=Cast(Cast(CurrentTransaction(), models.TextField()), models.BigIntegerField())
    )
    kind = models.TextField()
    version = models.PositiveSmallIntegerField()
    subject_kind = models.TextField()
    subject_id = models.UUIDField()
    about = ArrayField(models.TextField())
    actor_kind = models.TextField()
    actor_id = models.TextField()
    seen_by = models.TextField()
    stored = models.JSONField()

    class Meta:
        indexes = [
            GinIndex(fields=["about"], name="recorded_fact_about"),
            models.Index(fields=["subject_kind", "subject_id", "at"], name="recorded_fact_subject"),
            models.Index(fields=["transaction", "id"], name="recorded_fact_feed"),
            models.Index(fields=["kind", "at"], name="recorded_fact_kind"),
        ]

    @cached_property
    def type(self) -> FactType:
        return type_named(self.kind)

    @cached_property
    def body(self) -> Any:
        """The fact as its room's dataclass, whatever version was stored."""
        return self.type.load(self.stored, self.version)

    @property
    def subject(self) -> Subject:
        return Subject(self.subject_kind, self.subject_id)

    @property
    def by(self) -> Actor:
        return Actor.parse(f"{self.actor_kind}:{self.actor_id}")

    @property
    def about_subjects(self) -> list[Subject]:
        return [Subject.parse(key) for key in self.about]
