from django.db import models

from andon.kit.ids import new_id
from andon.kit.subject import Subject
from andon.people.models import Team


class Service(models.Model):
    """Something a team runs or owns; of any department."""

    id = models.UUIDField(primary_key=True, default=new_id)
    slug = models.SlugField(max_length=60, unique=True)
    name = models.CharField(max_length=120)
    description = models.CharField(max_length=500, default="", blank=True)
    owner = models.ForeignKey(Team, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name

    @property
    def subject(self) -> Subject:
        return Subject("service", self.id)
