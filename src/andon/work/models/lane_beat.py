from django.db import models


class LaneBeat(models.Model):
    """When a worker last looked for work of a lane (wall time): whether anybody works there."""

    lane = models.TextField(primary_key=True)
    at = models.DateTimeField()
