from django.db import models

from andon.kit.ids import new_id
from andon.people.models import User

from .escalation import Escalation


class Page(models.Model):
    """One summons of one person; once a turn of the run."""

    id = models.UUIDField(primary_key=True, default=new_id)
    escalation = models.ForeignKey(Escalation, on_delete=models.CASCADE, related_name="pages")
    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    turn = models.PositiveSmallIntegerField()
    at = models.DateTimeField()

    class Meta:
        ordering = ["at", "id"]
        constraints = [models.UniqueConstraint(fields=["escalation", "turn", "user"], name="page_once_a_turn")]
        indexes = [models.Index(fields=["user", "-at"], name="page_of_user")]
