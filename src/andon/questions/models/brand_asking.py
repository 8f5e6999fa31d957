from django.db import models

from andon.catalog.models import Brand
from andon.kit.ids import new_id


class BrandAsking(models.Model):
    """Whether agents may pass questions on to a brand's customers. A brand without a row: they may."""

    id = models.UUIDField(primary_key=True, default=new_id)
    brand = models.OneToOneField(Brand, on_delete=models.CASCADE, related_name="+")
    customers = models.BooleanField()
