from django.db import models
from django.utils.translation import gettext_lazy as _

from andon.kit.ids import new_id
from andon.people.models import User


class Choice(models.TextChoices):
    OFF = "off", _("Not at all")
    LIST = "list", _("In the list only")
    LOW = "low", _("When it suits")
    HIGH = "high", _("Urgently")


class KindChoice(models.Model):
    """How somebody wants one kind of notice, where she wants it otherwise than usual."""

    id = models.UUIDField(primary_key=True, default=new_id)
    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="+")
    kind = models.CharField(max_length=40)
    choice = models.CharField(max_length=4, choices=Choice)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["user", "kind"], name="kind_choice_once")]
