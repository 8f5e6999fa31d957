from django.contrib.postgres.fields import ArrayField
from django.db import models

from andon.kit.ids import new_id

from .calendar import BusinessCalendar


class CalendarVersion(models.Model):
    """What a calendar was, for clocks that are frozen to it."""

    id = models.UUIDField(primary_key=True, default=new_id)
    calendar = models.ForeignKey(BusinessCalendar, on_delete=models.CASCADE, related_name="versions")
    version = models.PositiveIntegerField()
    content = models.JSONField()
    country = models.CharField(max_length=2, default="")
    subdivision = models.CharField(max_length=10, default="")
    struck = ArrayField(models.DateField(), default=list)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["calendar", "version"], name="calendar_version_once")]

    def __str__(self) -> str:
        return f"{self.calendar_id} {self.version}"
