from django.db import models

from andon.kit.ids import new_id
from andon.kit.subject import Subject


class Team(models.Model):
    """People of any department who own cases, services or causes together."""

    id = models.UUIDField(primary_key=True, default=new_id)
    slug = models.SlugField(max_length=60, unique=True)
    name = models.CharField(max_length=120)
    department = models.CharField(max_length=120, blank=True, default="")

    class Meta:
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name

    @property
    def subject(self) -> Subject:
        return Subject("team", self.id)
