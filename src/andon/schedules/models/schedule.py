from django.contrib.postgres.fields import ArrayField
from django.db import models

from andon.kit.ids import new_id
from andon.kit.subject import Subject
from andon.people.models import Team


class Schedule(models.Model):
    """Who of a team is on call when. `told_on`: who was on call at the last hand-over that was told; null: none was."""

    id = models.UUIDField(primary_key=True, default=new_id)
    slug = models.SlugField(max_length=60, unique=True)
    name = models.CharField(max_length=120)
    team = models.ForeignKey(Team, on_delete=models.PROTECT, related_name="+")
    time_zone = models.CharField(max_length=64, default="UTC")
    told_on = ArrayField(models.UUIDField(), null=True)

    class Meta:
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name

    @property
    def subject(self) -> Subject:
        return Subject("schedule", self.id)
