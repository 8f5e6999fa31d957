from django.db import models
from django.db.models import Q

from andon.customers.models import Contact
from andon.kit.ids import new_id
from andon.people.models import User

from .case import Case


class Participant(models.Model):
    """Who else takes part: somebody in copy (an address, perhaps a known contact's), or a colleague.

    `merged_from`: she came with a case that was merged into this one, and leaves with it."""

    id = models.UUIDField(primary_key=True, default=new_id)
    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="participants")
    contact = models.ForeignKey(Contact, null=True, on_delete=models.SET_NULL, related_name="+")
    user = models.ForeignKey(User, null=True, on_delete=models.CASCADE, related_name="+")
    address = models.CharField(max_length=254, default="")
    added_at = models.DateTimeField()
    merged_from = models.ForeignKey(Case, null=True, on_delete=models.CASCADE, related_name="+")

    class Meta:
        ordering = ["added_at", "id"]
        constraints = [
            models.UniqueConstraint(fields=["case", "address"], condition=~Q(address=""), name="participant_address"),
            models.UniqueConstraint(fields=["case", "user"], condition=~Q(user=None), name="participant_user"),
            models.CheckConstraint(condition=Q(user=None) ^ Q(address=""), name="participant_is_one"),
        ]
        indexes = [models.Index(fields=["user", "case"], condition=~Q(user=None), name="participant_cases")]
