from django.db import models
from django.db.models import F, Q

from andon.contracts.rules.explain import Correction as Corrected
from andon.kit.ids import new_id

from .contract import Contract


class Correction(models.Model):
    """A stretch that costs minutes though nothing was recorded, or costs none though something was. Who and why stay,
    also when it was taken back."""

    id = models.UUIDField(primary_key=True, default=new_id)
    contract = models.ForeignKey(Contract, on_delete=models.CASCADE, related_name="corrections")
    adds = models.BooleanField()
    begins_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    why = models.CharField(max_length=500)
    made_by = models.CharField(max_length=80)
    made_at = models.DateTimeField()
    taken_back_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-made_at", "-id"]
        constraints = [
            models.CheckConstraint(condition=Q(ends_at__gt=F("begins_at")), name="correction_forward"),
            models.CheckConstraint(condition=~Q(why=""), name="correction_why"),
        ]

    def corrected(self) -> Corrected:
        return Corrected(self.id, self.adds, (self.begins_at, self.ends_at), self.why)
