from django.db import models
from django.db.models import Q

from andon.kit.ids import new_id

from .case import Case


class Merge(models.Model):
    """A case was merged into another. It keeps how both stood, so that it can be undone; the links move nowhere.

    `into_after`: how the survivor stood once it was done. Whoever changed it since keeps her change.
    """

    id = models.UUIDField(primary_key=True, default=new_id)
    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="merges")
    into = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="taken_in")
    why = models.CharField(max_length=500, default="")
    merged_by = models.CharField(max_length=80)
    merged_at = models.DateTimeField()
    case_before = models.JSONField()
    into_before = models.JSONField()
    into_after = models.JSONField()
    undone_by = models.CharField(max_length=80, default="")
    undone_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["merged_at", "id"]
        constraints = [models.UniqueConstraint(fields=["case"], condition=Q(undone_at=None), name="merge_stands_once")]
