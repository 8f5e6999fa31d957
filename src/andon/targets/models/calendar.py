from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from andon.kit.ids import new_id
from andon.kit.subject import Subject


class BusinessCalendar(models.Model):
    """When we are open. One is the default, which holds wherever no other is named.

    `content` is what somebody wrote (rules/reading.py); the country's holidays are added to it, but for those `struck`
    out. `version` grows with each change.
    """

    id = models.UUIDField(primary_key=True, default=new_id)
    slug = models.SlugField(max_length=60, unique=True)
    name = models.CharField(max_length=120)
    content = models.JSONField()
    country = models.CharField(max_length=2, default="")
    subdivision = models.CharField(max_length=10, default="")
    struck = ArrayField(models.DateField(), default=list)
    is_default = models.BooleanField(default=False)
    version = models.PositiveIntegerField(default=1)
    changed_at = models.DateTimeField()

    class Meta:
        ordering = ["-is_default", "name"]
        constraints = [
            models.UniqueConstraint(fields=["is_default"], condition=Q(is_default=True), name="calendar_one_default"),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def subject(self) -> Subject:
        return Subject("calendar", self.id)
