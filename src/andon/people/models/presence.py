from django.db import models

from .user import User


class Presence(models.Model):
    """A user has a subject open on a screen; it counts while it is fresh (wall time)."""

    id = models.BigAutoField(primary_key=True)
    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="+")
    subject_key = models.TextField()
    seen_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["subject_key", "user"], name="presence_once")]
