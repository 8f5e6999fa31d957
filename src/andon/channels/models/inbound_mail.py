from django.contrib.postgres.fields import ArrayField
from django.db import models

from andon.kit.ids import new_id
from andon.kit.subject import Subject
from andon.work.models import Blob

from .mailbox import Mailbox


class InboundMail(models.Model):
    """A mail as it came. `kept` with a reason is what no room took: it is shown, and can be taken in again.

    `proof`: what is known of who sent it (`email.proof`); None before somebody looked."""

    id = models.UUIDField(primary_key=True, default=new_id)
    blob = models.ForeignKey(Blob, on_delete=models.PROTECT, related_name="+")
    received_at = models.DateTimeField()
    envelope_from = models.TextField(default="")
    envelope_to = ArrayField(models.TextField(), default=list)
    state = models.CharField(max_length=8, default="new")
    why = models.TextField(default="")
    sender = models.TextField(default="")
    headline = models.TextField(default="")
    mailbox = models.ForeignKey(Mailbox, null=True, on_delete=models.SET_NULL, related_name="+")
    proof = models.JSONField(null=True)

    class Meta:
        indexes = [models.Index(fields=["state", "-received_at"], name="inbound_mail_state")]

    @property
    def subject(self) -> Subject:
        return Subject("mail", self.id)
