from django.db import models

from andon.catalog.models import Brand
from andon.kit.ids import new_id
from andon.kit.subject import Subject


class StatusPage(models.Model):
    """A public page that says what works. `brand` None is the default brand; it gives colour and languages.

    `address`: where people open it, without a slash at the end; "" is below the portal. `time_zone`: that of its days
    and times.
    """

    id = models.UUIDField(primary_key=True, default=new_id)
    slug = models.SlugField(max_length=60, unique=True)
    name = models.CharField(max_length=120)
    brand = models.ForeignKey(Brand, null=True, on_delete=models.PROTECT, related_name="+")
    time_zone = models.CharField(max_length=60, default="UTC")
    address = models.CharField(max_length=200, default="", blank=True)
    made_at = models.DateTimeField()

    class Meta:
        ordering = ["name", "slug"]

    def __str__(self) -> str:
        return self.name

    @property
    def subject(self) -> Subject:
        return Subject("status_page", self.id)
