from django.db import models
from django.db.models import Q

from andon.kit.ids import new_id
from andon.people.models import Team


class GestureLimit(models.Model):
    """Up to which amount a role gives by itself: in a team, or (without one) wherever it has no other limit."""

    id = models.UUIDField(primary_key=True, default=new_id)
    role = models.CharField(max_length=16)
    team = models.ForeignKey(Team, null=True, on_delete=models.CASCADE, related_name="+")
    currency = models.CharField(max_length=3)
    amount = models.DecimalField(max_digits=12, decimal_places=2)

    class Meta:
        ordering = ["currency", "role", "team__name"]
        constraints = [
            models.UniqueConstraint(
                fields=["role", "team", "currency"], name="gesture_limit_once", nulls_distinct=False
            ),
            models.CheckConstraint(condition=Q(role__in=["agent", "lead"]), name="gesture_limit_role"),
            models.CheckConstraint(condition=Q(amount__gte=0), name="gesture_limit_amount"),
        ]
