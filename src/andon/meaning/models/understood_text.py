from django.contrib.postgres.fields import ArrayField
from django.db import models

from andon.kit.subject import Subject


class UnderstoodText(models.Model):
    """What a subject says, as one model understands it: a vector, never the words.

    `digest` tells whether the text has changed; `vector` is float16, of length one, empty for a text without meaning;
    `reporter` is opaque and tells only whether two are the same. `transaction` lets caches see what is new.
    """

    id = models.BigAutoField(primary_key=True)
    subject_kind = models.CharField(max_length=24)
    subject_id = models.UUIDField()
    model = models.CharField(max_length=80)
    digest = models.CharField(max_length=64)
    language = models.CharField(max_length=12, default="")
    vector = models.BinaryField()
    length = models.PositiveIntegerField()
    said_at = models.DateTimeField()
    reporter = models.CharField(max_length=200, default="")
    verified = models.BooleanField(default=False)
    codes = ArrayField(models.CharField(max_length=120), default=list)
    made_at = models.DateTimeField()
    transaction = models.BigIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["subject_kind", "subject_id", "model"], name="understood_once_a_model")
        ]
        indexes = [
            models.Index(fields=["model", "subject_kind", "-said_at", "-id"], name="understood_newest"),
            models.Index(fields=["model", "id"], name="understood_pages"),
            models.Index(fields=["transaction"], name="understood_news"),
            models.Index(fields=["reporter"], condition=~models.Q(reporter=""), name="understood_of_reporter"),
        ]

    @property
    def subject(self) -> Subject:
        return Subject(self.subject_kind, self.subject_id)
