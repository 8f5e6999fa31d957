from django.contrib.postgres.fields import ArrayField
from django.db import models

from andon.kit.ids import new_id
from andon.notifications.rules.quiet import Window
from andon.people.models import User


class QuietHours(models.Model):
    """A window of the week in which low urgency waits, in her own time zone; see `rules/quiet.py`."""

    id = models.UUIDField(primary_key=True, default=new_id)
    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="+")
    weekdays = ArrayField(models.PositiveSmallIntegerField())
    begins = models.TimeField()
    ends = models.TimeField()

    class Meta:
        ordering = ["id"]

    @property
    def window(self) -> Window:
        return Window(tuple(self.weekdays), self.begins, self.ends)
