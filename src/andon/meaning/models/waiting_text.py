from django.db import models


class WaitingText(models.Model):
    """A subject whose text is to be read. `asked` counts how often that was asked, so that a change while it is being
    read is not lost; `tries` how often reading it was begun. One that ends the worker each time is set aside."""

    id = models.BigAutoField(primary_key=True)
    subject_kind = models.CharField(max_length=24)
    subject_id = models.UUIDField()
    asked = models.PositiveIntegerField(default=1)
    asked_at = models.DateTimeField()
    tries = models.PositiveSmallIntegerField(default=0)
    leased_until = models.DateTimeField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["subject_kind", "subject_id"], name="waiting_text_once")]
        indexes = [models.Index(fields=["tries", "id"], name="waiting_text_next")]
