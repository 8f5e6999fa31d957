from django.db import models
from django.db.models import Q

from andon.kit.ids import new_id

from .case import Case


class StepTried(models.Model):
    """What was tried already, so that nobody asks for it again."""

    id = models.UUIDField(primary_key=True, default=new_id)
    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="steps_tried")
    what = models.CharField(max_length=300)
    result = models.CharField(max_length=300, default="")
    by_name = models.CharField(max_length=200, default="")
    tried_at = models.DateTimeField()

    class Meta:
        ordering = ["tried_at", "id"]
        constraints = [models.CheckConstraint(condition=~Q(what=""), name="step_tried_says_what")]
