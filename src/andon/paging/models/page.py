from django.db import models

from andon.kit.ids import new_id
from andon.people.models import User

from .escalation import Escalation


class Page(models.Model):
    """One summons of one person: once in a step of a pass of an activation, whatever repeats.

    `turn` is the firing that it belongs to. `step` -1: nobody was on call, and the fallback is paged. `why`: by which
    rotation, team or turn it is her; `declined_at`: when she said that it is not hers.
    """

    id = models.UUIDField(primary_key=True, default=new_id)
    escalation = models.ForeignKey(Escalation, on_delete=models.CASCADE, related_name="pages")
    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    turn = models.PositiveSmallIntegerField()
    activation = models.PositiveSmallIntegerField(default=1)
    lap = models.PositiveSmallIntegerField(default=0)
    step = models.SmallIntegerField(default=0)
    why = models.CharField(max_length=200, default="")
    at = models.DateTimeField()
    declined_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["at", "id"]
        constraints = [
            models.UniqueConstraint(fields=["escalation", "activation", "lap", "step", "user"], name="page_once_a_step")
        ]
        indexes = [models.Index(fields=["user", "-at"], name="page_of_user")]
