from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils.translation import get_language

from andon.cases.rules.spoken import spoken
from andon.kit.ids import new_id
from andon.kit.subject import Subject


class CaseType(models.Model):
    """A kind of matter, with own fields. `channels` empty: cases of any; the default is given to who names none."""

    id = models.UUIDField(primary_key=True, default=new_id)
    slug = models.SlugField(max_length=60, unique=True)
    labels = models.JSONField(default=dict)
    channels = ArrayField(models.CharField(max_length=16), default=list, blank=True)
    in_portal = models.BooleanField(default=False)
    is_default = models.BooleanField(default=False)
    position = models.PositiveSmallIntegerField(default=0)
    archived_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["position", "slug"]
        constraints = [
            models.UniqueConstraint(fields=["is_default"], condition=Q(is_default=True), name="case_type_one_default"),
            models.CheckConstraint(condition=Q(archived_at=None) | Q(is_default=False), name="case_type_default_lives"),
        ]

    def __str__(self) -> str:
        return self.label

    @property
    def label(self) -> str:
        return spoken(self.labels, get_language() or "en") or self.slug

    @property
    def subject(self) -> Subject:
        return Subject("case_type", self.id)

    def takes(self, channel: str) -> bool:
        return not self.channels or channel in self.channels
