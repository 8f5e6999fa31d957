from django.db import models

from andon.kit.ids import new_id
from andon.kit.subject import Subject


class GestureKind(models.Model):
    """What can be given here. One that is switched off is offered no more; what was given of it stays."""

    id = models.UUIDField(primary_key=True, default=new_id)
    slug = models.SlugField(max_length=60, unique=True)
    name = models.CharField(max_length=120)
    has_amount = models.BooleanField(default=True)
    is_active = models.BooleanField(default=True)
    position = models.PositiveSmallIntegerField(default=100)

    class Meta:
        ordering = ["position", "name"]

    def __str__(self) -> str:
        return self.name

    @property
    def subject(self) -> Subject:
        return Subject("gesture_kind", self.id)
