from django.db import models

from andon.catalog.models import Capability, Service
from andon.kit.ids import new_id

from .status_page import StatusPage


class Component(models.Model):
    """One line of a page, in customers' words; `names` are those of other languages than English.

    `capability` or `service` say which incidents are offered for it; neither: only by hand. History begins at `since`.
    `hidden` keeps its history and shows it no more.
    """

    id = models.UUIDField(primary_key=True, default=new_id)
    page = models.ForeignKey(StatusPage, on_delete=models.CASCADE, related_name="components")
    slug = models.SlugField(max_length=60)
    name = models.CharField(max_length=120)
    names = models.JSONField(default=dict)
    group = models.CharField(max_length=120, default="", blank=True)
    capability = models.ForeignKey(Capability, null=True, on_delete=models.PROTECT, related_name="+")
    service = models.ForeignKey(Service, null=True, on_delete=models.PROTECT, related_name="+")
    position = models.PositiveSmallIntegerField(default=100)
    hidden = models.BooleanField(default=False)
    since = models.DateTimeField()

    class Meta:
        ordering = ["position", "name", "id"]
        constraints = [models.UniqueConstraint(fields=["page", "slug"], name="status_component_once")]

    def __str__(self) -> str:
        return self.name

    @property
    def of_service(self) -> object:
        """The id of the service behind it, if any. Reads its capability."""
        return self.capability.service_id if self.capability else self.service_id
