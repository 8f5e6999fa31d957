from django.db import models

from andon.kit.ids import new_id
from andon.people.models import User


class Opening(models.Model):
    """Somebody looked at a customer: the access log of personal data. Not a fact: nothing changed."""

    id = models.UUIDField(primary_key=True, default=new_id)
    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    subject_kind = models.TextField()
    subject_id = models.UUIDField()
    at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["subject_kind", "subject_id", "-at"], name="opening_subject")]
