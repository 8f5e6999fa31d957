from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import Q

from andon.kit.ids import new_id

from .contact import Contact

KINDS = ("email", "phone", "handle")


class ContactPoint(models.Model):
    """Where a contact can be reached, normalised; one belongs to one contact."""

    id = models.UUIDField(primary_key=True, default=new_id)
    contact = models.ForeignKey(Contact, on_delete=models.CASCADE, related_name="points")
    kind = models.CharField(max_length=8)
    value = models.CharField(max_length=254)
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(fields=["kind", "value"], name="contact_point_once"),
            models.CheckConstraint(condition=Q(kind__in=KINDS), name="contact_point_kind"),
        ]
        indexes = [
            models.Index(fields=["value"], name="contact_point_value", opclasses=["text_pattern_ops"]),
            GinIndex(fields=["value"], name="contact_point_part", opclasses=["gin_trgm_ops"]),
        ]
