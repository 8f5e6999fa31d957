from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from andon.kit.ids import new_id
from andon.people.models import User

from .incident import Incident


class Kind(models.TextChoices):
    COMMANDER = "commander", _("Leads")
    LIAISON = "liaison", _("Tells")
    RESPONDER = "responder", _("With them")


class Duty(models.Model):
    """What somebody does in an incident; one leads, one tells, any number respond."""

    id = models.UUIDField(primary_key=True, default=new_id)
    incident = models.ForeignKey(Incident, on_delete=models.CASCADE, related_name="duties")
    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=10, choices=Kind)
    taken_at = models.DateTimeField()

    class Meta:
        ordering = ["taken_at"]
        constraints = [
            models.UniqueConstraint(fields=["incident", "user", "kind"], name="duty_once"),
            models.UniqueConstraint(
                fields=["incident", "kind"], condition=Q(kind__in=["commander", "liaison"]), name="duty_of_one"
            ),
        ]
