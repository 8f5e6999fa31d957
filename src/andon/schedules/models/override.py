from django.db import models
from django.db.models import F, Q

from andon.kit.ids import new_id
from andon.people.models import User

from .schedule import Schedule


class Override(models.Model):
    """Somebody else is on call for a while; the latest one made wins."""

    id = models.UUIDField(primary_key=True, default=new_id)
    schedule = models.ForeignKey(Schedule, on_delete=models.CASCADE, related_name="overrides")
    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="+")
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()

    class Meta:
        ordering = ["id"]
        constraints = [models.CheckConstraint(condition=Q(ends_at__gt=F("starts_at")), name="override_lasts")]
