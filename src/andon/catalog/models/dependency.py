from django.db import models
from django.db.models import F, Q

from andon.kit.ids import new_id

from .service import Service


class Dependency(models.Model):
    """One service does not work without the other."""

    id = models.UUIDField(primary_key=True, default=new_id)
    service = models.ForeignKey(Service, on_delete=models.CASCADE, related_name="needs")
    needs = models.ForeignKey(Service, on_delete=models.CASCADE, related_name="needed_by")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["service", "needs"], name="dependency_once"),
            models.CheckConstraint(condition=~Q(service=F("needs")), name="dependency_of_another"),
        ]
