from django.db import models

USUAL_THRESHOLD = 0.5


class FieldRouter(models.Model):
    """The router of one field. `stored` is empty while there is nothing to choose between, `digest` tells two apart;
    `model`: whose vectors it learned from; `examples`: choices per label that it learned from; `learned_from`: how many
    choices there were.

    `asked`: what it would have said of own history, held back when it learned, as [label, said, confidence, accept].
    """

    field = models.CharField(max_length=10, primary_key=True)
    stored = models.BinaryField(default=b"")
    digest = models.CharField(max_length=64, default="")
    model = models.CharField(max_length=80, default="")
    learned_at = models.DateTimeField(null=True)
    learned_from = models.PositiveIntegerField(default=0)
    examples = models.JSONField(default=dict)
    asked = models.JSONField(default=list)
    threshold = models.FloatField(default=USUAL_THRESHOLD)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(threshold__gte=0) & models.Q(threshold__lte=1), name="router_threshold"
            )
        ]
