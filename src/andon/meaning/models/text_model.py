from django.db import models
from django.db.models import Q


class State(models.TextChoices):
    IN_USE = "in_use"
    COMING = "coming"


class TextModel(models.Model):
    """A model whose vectors are stored. One is in use: all answers are its. One may be coming: the texts are read by
    it in the background, and once that is complete it takes over.

    `walked`: per kind of subject how far the reading of what was there before has come, newest first: an id, or "all".
    `centre`: the middle of its vectors, once there are many. What was read before `began_at` is read again.
    """

    id = models.CharField(max_length=80, primary_key=True)
    size = models.PositiveIntegerField()
    state = models.CharField(max_length=8, choices=State)
    began_at = models.DateTimeField()
    complete_at = models.DateTimeField(null=True)
    walked = models.JSONField(default=dict)
    centre = models.BinaryField(default=b"")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["state"], name="text_model_once_a_state"),
            models.CheckConstraint(condition=Q(state__in=State.values), name="text_model_state"),
        ]
