from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from andon.incidents.models import Incident
from andon.kit.ids import new_id

from .status_page import StatusPage


class Stage(models.TextChoices):
    INVESTIGATING = "investigating", _("Investigating")
    IDENTIFIED = "identified", _("Cause found")
    MONITORING = "monitoring", _("Watching the fix")
    RESOLVED = "resolved", _("Resolved")


class Publication(models.Model):
    """An incident on a page, because somebody put it there. `titles`: by language, English is always there.

    `follows`: what is sent to customers about it, and that it is over, is shown without being asked again.
    `withdrawn_at`: it was taken off, and nothing of it is shown, also not in the history.
    """

    id = models.UUIDField(primary_key=True, default=new_id)
    page = models.ForeignKey(StatusPage, on_delete=models.CASCADE, related_name="publications")
    incident = models.ForeignKey(Incident, on_delete=models.PROTECT, related_name="+")
    titles = models.JSONField(default=dict)
    stage = models.CharField(max_length=13, choices=Stage, default=Stage.INVESTIGATING)
    follows = models.BooleanField(default=False)
    started_at = models.DateTimeField()
    published_at = models.DateTimeField()
    changed_at = models.DateTimeField()
    resolved_at = models.DateTimeField(null=True)
    withdrawn_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-started_at", "-id"]
        constraints = [
            models.UniqueConstraint(fields=["page", "incident"], name="publication_once"),
            models.CheckConstraint(condition=Q(stage__in=Stage.values), name="publication_stage"),
        ]
        indexes = [models.Index(fields=["incident"], name="publication_incident")]

    def __str__(self) -> str:
        return str(self.titles.get("en", ""))
