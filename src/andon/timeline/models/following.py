from django.db import models


class Following(models.Model):
    """How far a follower has come: what was visible to it when it last looked, and facts older than this are not for
    it. Its row exists while somebody wants its facts."""

    name = models.CharField(max_length=60, primary_key=True)
    seen = models.TextField()
    not_before = models.UUIDField()
    looked_at = models.DateTimeField()
