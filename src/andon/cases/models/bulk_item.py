from django.db import models

from .bulk_run import BulkRun
from .case import Case


class BulkItem(models.Model):
    """One case of a run. `shown`: what its customer gets; `undo`: what the taking back must know."""

    run = models.ForeignKey(BulkRun, on_delete=models.CASCADE, related_name="items")
    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="+")
    position = models.PositiveIntegerField()
    state = models.CharField(max_length=10, default="waiting")
    why = models.CharField(max_length=500, default="")
    shown = models.TextField(default="")
    undo = models.JSONField(default=dict)

    class Meta:
        ordering = ["position"]
        constraints = [models.UniqueConstraint(fields=["run", "case"], name="bulk_item_once")]
        indexes = [models.Index(fields=["run", "state", "position"], name="bulk_item_state")]
