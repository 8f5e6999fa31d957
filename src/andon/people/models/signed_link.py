from django.db import models

from andon.kit.ids import new_id
from andon.kit.subject import Subject
from andon.timeline.actor import Actor


class SignedLink(models.Model):
    """A way in without signing in: one purpose, one holder, one subject, an end. Only the digest is kept."""

    id = models.UUIDField(primary_key=True, default=new_id)
    purpose = models.CharField(max_length=24)
    subject_kind = models.TextField()
    subject_id = models.UUIDField()
    holder_kind = models.TextField()
    holder_id = models.TextField()
    digest = models.CharField(max_length=64, unique=True)
    made_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True)
    revoked_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [models.Index(fields=["purpose", "subject_kind", "subject_id"], name="signed_link_subject")]

    @property
    def subject(self) -> Subject:
        return Subject(self.subject_kind, self.subject_id)

    @property
    def holder(self) -> Actor:
        return Actor.parse(f"{self.holder_kind}:{self.holder_id}")
