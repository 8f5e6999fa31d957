from django.db import models


class IdempotencyKey(models.Model):
    """The answer to a request that a caller may repeat, written in the transaction of the change it answers."""

    id = models.BigAutoField(primary_key=True)
    caller = models.TextField()
    route = models.TextField()
    key = models.CharField(max_length=255)
    body_digest = models.CharField(max_length=64)
    status = models.PositiveSmallIntegerField(default=0)
    content_type = models.TextField(default="")
    answer = models.BinaryField(default=b"")
    made_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["caller", "route", "key"], name="idempotency_key_once")]
        indexes = [models.Index(fields=["made_at"], name="idempotency_key_age")]
