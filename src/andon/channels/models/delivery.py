from django.contrib.postgres.fields import ArrayField
from django.db import models

from andon.kit.subject import Subject

from .mailbox import Mailbox


class State(models.TextChoices):
    PLANNED = "planned"
    HANDING_OVER = "handing_over"
    HANDED_OVER = "handed_over"
    TOLD = "told"
    FAILED = "failed"
    BOUNCED = "bounced"
    SUPPRESSED = "suppressed"
    WITHDRAWN = "withdrawn"


class Delivery(models.Model):
    """One message to one recipient over one channel. Its primary key begins with the instant it was planned.

    `mailbox` None leaves from the configured address. `slot_at`: when its recipient's domain has room for it."""

    pk = models.CompositePrimaryKey("at", "id")
    at = models.DateTimeField()
    id = models.UUIDField()
    key = models.TextField(unique=True)
    purpose = models.CharField(max_length=16)
    subject_kind = models.TextField()
    subject_id = models.UUIDField()
    recipient_kind = models.TextField()
    recipient_id = models.UUIDField()
    channel = models.CharField(max_length=16)
    address = models.TextField()
    recipient_name = models.TextField(default="")
    sender_name = models.TextField(default="")
    headline = models.TextField()
    text = models.TextField()
    copies = ArrayField(models.TextField(), default=list)
    reply_to = models.TextField(default="")
    message_id = models.TextField(default="")
    in_reply_to = models.TextField(default="")
    references = ArrayField(models.TextField(), default=list)
    attachments = ArrayField(models.UUIDField(), default=list)
    link_purpose = models.CharField(max_length=24, default="")
    link_path = models.TextField(default="")
    automatic = models.BooleanField(default=False)
    mailbox = models.ForeignKey(Mailbox, null=True, on_delete=models.SET_NULL, related_name="+")
    slot_at = models.DateTimeField(null=True)
    state = models.CharField(max_length=16, choices=State, default=State.PLANNED)
    attempts = models.PositiveSmallIntegerField(default=0)
    repeats = models.PositiveSmallIntegerField(default=0)
    handed_over_at = models.DateTimeField(null=True)
    told_at = models.DateTimeField(null=True)
    error = models.TextField(default="")

    class Meta:
        indexes = [
            models.Index(fields=["subject_kind", "subject_id", "at"], name="delivery_subject"),
            models.Index(fields=["message_id"], name="delivery_message_id"),
            models.Index(fields=["address", "at"], name="delivery_address"),
            models.Index(fields=["id"], name="delivery_id"),
        ]

    @property
    def subject(self) -> Subject:
        return Subject(self.subject_kind, self.subject_id)

    @property
    def recipient(self) -> Subject:
        return Subject(self.recipient_kind, self.recipient_id)
