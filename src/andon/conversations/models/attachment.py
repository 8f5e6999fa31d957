from django.db import models

from andon.kit.ids import new_id
from andon.work.models import Blob

from .message import Message


class Attachment(models.Model):
    """A file of a message; its bytes are kept once."""

    id = models.UUIDField(primary_key=True, default=new_id)
    message = models.ForeignKey(Message, on_delete=models.CASCADE, related_name="attachments")
    blob = models.ForeignKey(Blob, on_delete=models.PROTECT, related_name="+")
    name = models.TextField()
    content_type = models.TextField()
    size = models.PositiveIntegerField()
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["position"]
