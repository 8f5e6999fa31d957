from django.db import models
from django.utils.translation import gettext_lazy as _

from andon.catalog.models import Service
from andon.kit.ids import new_id
from andon.people.access import Access


class Kind(models.TextChoices):
    DEPLOY = "deploy", _("deployment")
    FLAG = "flag", _("feature flag")
    CONFIG = "config", _("configuration")
    OTHER = "other", _("other")


class ChangeEvents(models.QuerySet["ChangeEvent"]):
    def visible_to(self, access: Access) -> "ChangeEvents":
        return self if access.has("agent", "responder", "lead", "administrator") else self.none()


class ChangeEvent(models.Model):
    """A deployment or another change, told by a machine. `link` leads to the web; `who` is whom the machine names."""

    id = models.UUIDField(primary_key=True, default=new_id)
    service = models.ForeignKey(Service, on_delete=models.CASCADE, related_name="+")
    kind = models.CharField(max_length=8, choices=Kind, default=Kind.OTHER, db_default="other")
    summary = models.CharField(max_length=1024)
    source = models.CharField(max_length=255, default="")
    who = models.CharField(max_length=120, default="", db_default="")
    environment = models.CharField(max_length=60, default="", db_default="")
    link = models.TextField(default="", db_default="")
    payload = models.JSONField(default=dict)
    at = models.DateTimeField()

    objects = ChangeEvents.as_manager()

    class Meta:
        indexes = [
            models.Index(fields=["service", "-at"], name="change_event_service"),
            models.Index(fields=["-at", "-id"], name="change_event_newest"),
        ]
