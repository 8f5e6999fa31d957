from django.db import models

from andon.kit.ids import new_id
from andon.people.models import User

from .schedule import Schedule


class Feed(models.Model):
    """A secret address at which a calendar program reads shifts: those of a schedule, or (null) her own of all.

    Only the digest of the secret is kept. Revoked, or its holder switched off, it answers as if there were none.
    """

    id = models.UUIDField(primary_key=True, default=new_id)
    holder = models.ForeignKey(User, on_delete=models.CASCADE, related_name="+")
    schedule = models.ForeignKey(Schedule, null=True, on_delete=models.CASCADE, related_name="+")
    digest = models.CharField(max_length=64, unique=True)
    made_at = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["made_at", "id"]
