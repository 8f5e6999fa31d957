from django.db import models

from andon.cases.models import Case


class Choice(models.Model):
    """What people chose for one field of one case: a label of `FieldRouter`, an id or the name of a priority."""

    id = models.BigAutoField(primary_key=True)
    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="+")
    field = models.CharField(max_length=10)
    label = models.CharField(max_length=40)
    chosen_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["case", "field"], name="routing_choice_once")]
        indexes = [models.Index(fields=["field", "-chosen_at", "-id"], name="routing_choice_newest")]
