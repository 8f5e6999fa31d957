from django.db import models
from django.db.models import Q

from andon.kit.ids import new_id


class Answer(models.Model):
    """One answer of one case; a later one corrects it, and this one stays. `via`: agent or customer.

    `value` as `rules/answers.py` stores it; None when it cannot be told, or when it was erased with a person.
    """

    id = models.UUIDField(primary_key=True, default=new_id)
    to = models.ForeignKey("questions.Ask", on_delete=models.CASCADE, related_name="answers")
    value = models.JSONField(null=True)
    cannot_tell = models.BooleanField(default=False)
    erased = models.BooleanField(default=False)
    given_by = models.CharField(max_length=80)
    via = models.CharField(max_length=8)
    given_at = models.DateTimeField()

    class Meta:
        ordering = ["-given_at", "-id"]
        constraints = [
            models.CheckConstraint(condition=Q(cannot_tell=False) | Q(value=None), name="answer_one_way"),
        ]
        indexes = [models.Index(fields=["to", "-given_at"], name="answer_of_ask")]
