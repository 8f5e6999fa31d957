from django.db import models
from django.db.models import Q

from andon.kit.ids import new_id
from andon.notifications.rules.reach import URGENCIES
from andon.people.models import User

from .contact_method import ContactMethod


class ReachStep(models.Model):
    """What somebody chose for an urgency: so many minutes after the notice, this way. `method` None is the address she
    signs in with. Who chose nothing is reached as `rules/reach.py` says."""

    id = models.UUIDField(primary_key=True, default=new_id)
    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="+")
    urgency = models.CharField(max_length=4)
    position = models.PositiveSmallIntegerField()
    wait_minutes = models.PositiveSmallIntegerField(default=0)
    method = models.ForeignKey(ContactMethod, null=True, on_delete=models.CASCADE, related_name="+")

    class Meta:
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(fields=["user", "urgency", "position"], name="reach_step_once"),
            models.CheckConstraint(condition=Q(urgency__in=URGENCIES), name="reach_step_urgency"),
        ]
