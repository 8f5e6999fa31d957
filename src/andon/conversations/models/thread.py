from django.db import models

from andon.kit.ids import new_id
from andon.kit.subject import Subject


class Thread(models.Model):
    """What was written about one subject."""

    id = models.UUIDField(primary_key=True, default=new_id)
    subject_kind = models.TextField()
    subject_id = models.UUIDField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["subject_kind", "subject_id"], name="thread_once")]

    @property
    def subject(self) -> Subject:
        return Subject(self.subject_kind, self.subject_id)
