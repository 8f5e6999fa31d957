from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from andon.cases.models import Case

from .decision import Decision, Kind


class Prediction(models.Model):
    """What the router of one field says of one case. `accepted` False: “I do not know”, whatever the label.

    `belonging`: how much the text is like what was learned (0 is usual, -2 unusually far off); `examples`: how many
    cases of the label the router had learned from; `words` of the text that speak for it, personal content. `outcome`:
    what somebody said of it, "" for nothing yet; `truth`: what people chose for the case in the end, "" until then.
    """

    id = models.BigAutoField(primary_key=True)
    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="+")
    field = models.CharField(max_length=10)
    label = models.CharField(max_length=40)
    confidence = models.FloatField()
    accepted = models.BooleanField()
    belonging = models.FloatField()
    examples = models.PositiveIntegerField()
    words = ArrayField(models.CharField(max_length=40), default=list)
    model = models.CharField(max_length=80)
    learned_at = models.DateTimeField()
    made_at = models.DateTimeField()
    outcome = models.CharField(max_length=9, choices=Kind, default="", blank=True)
    truth = models.CharField(max_length=40, default="", blank=True)
    decision = models.ForeignKey(Decision, null=True, on_delete=models.SET_NULL, related_name="predictions")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["case", "field"], name="routing_prediction_once"),
            models.CheckConstraint(condition=Q(outcome__in=["", *Kind.values]), name="routing_prediction_outcome"),
        ]
        indexes = [models.Index(fields=["field", "made_at"], name="routing_prediction_weeks")]
