from collections.abc import Collection
from datetime import datetime

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from andon.conversations.rules.audience import AUDIENCES
from andon.kit.ids import new_id
from andon.timeline.actor import Actor
from andon.work.models import Blob

from .thread import Thread


class Messages(models.QuerySet["Message"]):
    def standing(self) -> "Messages":
        """Not withdrawn."""
        return self.filter(withdrawn_at=None)

    def for_audience(self, seen_by: Collection[str]) -> "Messages":
        return self.filter(seen_by__in=list(seen_by))


class Message(models.Model):
    """Something written. `seen_by` is its narrowest audience; `html` is clean; `quoted` is what a mail repeated,
    `original` the mail as it came."""

    id = models.UUIDField(primary_key=True, default=new_id)
    thread = models.ForeignKey(Thread, on_delete=models.CASCADE, related_name="messages")
    seen_by = models.TextField()
    author_kind = models.TextField()
    author_id = models.TextField()
    author_name = models.TextField(default="")
    body = models.TextField(default="")
    html = models.TextField(default="")
    quoted = models.TextField(default="")
    channel = models.TextField()
    locale = models.TextField(default="")
    automatic = models.BooleanField(default=False)
    message_id = models.TextField(null=True, unique=True)  # noqa: DJ001  NULLs do not collide
    in_reply_to = models.TextField(default="")
    written_at = models.DateTimeField()
    undo_until = models.DateTimeField(null=True)
    withdrawn_at = models.DateTimeField(null=True)
    original = models.ForeignKey(Blob, null=True, on_delete=models.PROTECT, related_name="+")
    mentions = ArrayField(models.UUIDField(), default=list)

    objects = Messages.as_manager()

    class Meta:
        ordering = ["written_at", "id"]
        indexes = [
            models.Index(fields=["thread", "written_at", "id"], name="message_thread"),
            models.Index(fields=["author_kind", "author_id"], name="message_author"),
        ]
        constraints = [models.CheckConstraint(condition=Q(seen_by__in=AUDIENCES), name="message_seen_by")]

    @property
    def author(self) -> Actor:
        return Actor.parse(f"{self.author_kind}:{self.author_id}")

    @property
    def is_from_customer(self) -> bool:
        return self.author_kind == "contact"

    def can_be_undone(self, now: datetime) -> bool:
        return self.withdrawn_at is None and self.undo_until is not None and now < self.undo_until
