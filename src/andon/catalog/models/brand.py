from django.db import models

from andon.kit.ids import new_id


class Brand(models.Model):
    """How customers see us: the name on mails and on the portal."""

    id = models.UUIDField(primary_key=True, default=new_id)
    slug = models.SlugField(max_length=60, unique=True)
    name = models.CharField(max_length=120)
    portal_name = models.CharField(max_length=120)
    signature = models.CharField(max_length=200, default="", blank=True)

    def __str__(self) -> str:
        return self.name
