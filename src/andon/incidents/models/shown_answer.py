from django.db import models

from andon.conversations.models import Message
from andon.kit.ids import new_id

from .incident import Incident


class ShownAnswer(models.Model):
    """A message of the line that the linked cases show."""

    id = models.UUIDField(primary_key=True, default=new_id)
    incident = models.ForeignKey(Incident, on_delete=models.CASCADE, related_name="shown_answers")
    message = models.OneToOneField(Message, on_delete=models.CASCADE, related_name="+")
    shown_at = models.DateTimeField()
