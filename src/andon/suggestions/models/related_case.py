from django.db import models
from django.db.models import F, Q

from andon.cases.models import Case
from andon.kit.ids import new_id


class RelatedCase(models.Model):
    """Two cases of which somebody said that they belong together, each for itself. `case` is the later one. Taking it
    back keeps the row with its end."""

    id = models.UUIDField(primary_key=True, default=new_id)
    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="+")
    other = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="+")
    related_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["case", "other"], condition=Q(ended_at=None), name="related_case_once"),
            models.CheckConstraint(condition=Q(case__gt=F("other")), name="related_case_later_first"),
        ]
