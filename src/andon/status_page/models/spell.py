from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from andon.kit.ids import new_id

from .component import Component
from .publication import Publication


class State(models.TextChoices):
    """What customers know, by the names that programs know."""

    OPERATIONAL = "operational", _("Works")
    DEGRADED = "degraded_performance", _("Slower than usual")
    PARTIAL = "partial_outage", _("Partly disturbed")
    MAJOR = "major_outage", _("Down")
    MAINTENANCE = "under_maintenance", _("Planned work")


class Spell(models.Model):
    """A stretch of time in which a component was not well, because of one publication; `ended_at` None: still."""

    id = models.UUIDField(primary_key=True, default=new_id)
    component = models.ForeignKey(Component, on_delete=models.CASCADE, related_name="spells")
    of = models.ForeignKey(Publication, on_delete=models.CASCADE, related_name="spells")
    state = models.CharField(max_length=20, choices=State)
    began_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["began_at", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=State.values) & ~Q(state="operational"), name="status_spell_state"
            ),
            models.CheckConstraint(
                condition=Q(ended_at=None) | Q(ended_at__gte=F("began_at")), name="status_spell_ends_after"
            ),
            models.UniqueConstraint(
                fields=["component", "of"], condition=Q(ended_at=None), name="status_spell_open_once"
            ),
        ]
