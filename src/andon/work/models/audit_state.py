from typing import Any

from django.db import models


class AuditState(models.Model):
    """What the last audit found, and how the dead man's switch was last called. One row; wall time.

    `orphans` are those that still stand: a list of what, why, repaired.
    """

    id = models.PositiveSmallIntegerField(primary_key=True, default=1)
    at = models.DateTimeField(null=True)
    orphans: Any = models.JSONField(default=list)
    called_at = models.DateTimeField(null=True)
    call_error = models.TextField(default="")
