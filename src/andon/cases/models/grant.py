from django.db import models
from django.db.models import Q

from andon.kit.ids import new_id
from andon.people.models import Team, User

from .case import Case


class Grant(models.Model):
    """Somebody else may read a case, for a reason that a higher room wrote down (a linked incident)."""

    id = models.UUIDField(primary_key=True, default=new_id)
    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="grants")
    user = models.ForeignKey(User, null=True, on_delete=models.CASCADE, related_name="+")
    team = models.ForeignKey(Team, null=True, on_delete=models.CASCADE, related_name="+")
    source_kind = models.CharField(max_length=16)
    source_id = models.UUIDField()
    why = models.CharField(max_length=200)
    granted_by = models.CharField(max_length=80)
    granted_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(user=None) ^ Q(team=None), name="grant_to_one"),
            models.UniqueConstraint(
                fields=["case", "user", "team", "source_kind", "source_id"], name="grant_once", nulls_distinct=False
            ),
        ]
        indexes = [
            models.Index(fields=["user", "case"], name="grant_of_user"),
            models.Index(fields=["team", "case"], name="grant_of_team"),
            models.Index(fields=["source_kind", "source_id"], name="grant_source"),
        ]
