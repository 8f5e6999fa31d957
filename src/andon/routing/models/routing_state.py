from django.db import models


class RoutingState(models.Model):
    """How far the choices of the time before were gathered, newest first: the id of a case, "" at the beginning, "all"
    at the end. `drift`: which figures are worse than before, as of when administrators were told last."""

    id = models.PositiveSmallIntegerField(primary_key=True, default=1)
    walked = models.CharField(max_length=40, default="")
    drift = models.JSONField(default=list)
