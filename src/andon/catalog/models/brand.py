from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from andon.kit.ids import new_id
from andon.kit.subject import Subject


def all_locales() -> list[str]:
    return [code for code, _name in settings.LANGUAGES]


class Brand(models.Model):
    """How customers see us: the name on mails and on the portal, its colour and its languages.

    `hue` is the angle of the accent colour (0 to 359); lightness and strength stay, so that contrast does too.
    One brand is the default: that of whatever names no other.
    """

    id = models.UUIDField(primary_key=True, default=new_id)
    slug = models.SlugField(max_length=60, unique=True)
    name = models.CharField(max_length=120)
    portal_name = models.CharField(max_length=120)
    mail_name = models.CharField(max_length=120, default="", blank=True)
    signature = models.CharField(max_length=200, default="", blank=True)
    hue = models.PositiveSmallIntegerField(default=264)
    locales = ArrayField(models.CharField(max_length=12), default=all_locales)
    is_default = models.BooleanField(default=False)

    class Meta:
        ordering = ["-is_default", "name", "slug"]
        constraints = [
            models.CheckConstraint(condition=Q(hue__lt=360), name="brand_hue"),
            models.UniqueConstraint(fields=["is_default"], condition=Q(is_default=True), name="brand_one_default"),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def subject(self) -> Subject:
        return Subject("brand", self.id)

    @property
    def writes_as(self) -> str:
        """The sender's name on mails."""
        return self.mail_name or self.name
