from django.db import models
from django.db.models import Q

from andon.gestures.models import Gesture
from andon.kit.ids import new_id

from .contract import Contract
from .terms import Terms


class Settlement(models.Model):
    """The credit of a period was given: by a gesture, or elsewhere under this reference."""

    id = models.UUIDField(primary_key=True, default=new_id)
    contract = models.ForeignKey(Contract, on_delete=models.CASCADE, related_name="settlements")
    terms = models.ForeignKey(Terms, on_delete=models.CASCADE, related_name="+")
    period = models.DateField()
    amount = models.DecimalField(max_digits=14, decimal_places=2)
    currency = models.CharField(max_length=3)
    gesture = models.OneToOneField(Gesture, null=True, on_delete=models.PROTECT, related_name="+")
    reference = models.CharField(max_length=120, default="")
    settled_by = models.CharField(max_length=80)
    settled_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["terms", "period"], name="settlement_once"),
            models.CheckConstraint(condition=Q(amount__gt=0), name="settlement_amount"),
            models.CheckConstraint(condition=~Q(gesture=None) | ~Q(reference=""), name="settlement_how"),
        ]
