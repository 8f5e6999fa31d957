from django.db import models

from andon.conversations.models import Message
from andon.kit.ids import new_id

from .case import Case


class CarriedMessage(models.Model):
    """A message of another case's thread that this case shows too, because it was split off with it."""

    id = models.UUIDField(primary_key=True, default=new_id)
    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="carried")
    message = models.ForeignKey(Message, on_delete=models.CASCADE, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["case", "message"], name="carried_once")]
