from django.db import models

from andon.kit.ids import new_id
from andon.kit.subject import Subject

from .service import Service


class Capability(models.Model):
    """A thing we offer, in customers' words."""

    id = models.UUIDField(primary_key=True, default=new_id)
    slug = models.SlugField(max_length=60, unique=True)
    name = models.CharField(max_length=120)
    service = models.ForeignKey(Service, on_delete=models.PROTECT, related_name="capabilities")
    position = models.PositiveSmallIntegerField(default=100)

    class Meta:
        ordering = ["position", "name"]

    def __str__(self) -> str:
        return self.name

    @property
    def subject(self) -> Subject:
        return Subject("capability", self.id)
