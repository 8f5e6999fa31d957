from django.db import models
from django.db.models import Q

from andon.cases.models import Case
from andon.kit.ids import new_id


class Kind(models.TextChoices):
    ACCEPTED = "accepted"
    CORRECTED = "corrected"
    DISMISSED = "dismissed"


class Decision(models.Model):
    """What somebody made of what was suggested for a case. `before` and `after`: how the case stood, by name of its
    columns, so that it can be taken back as long as it still stands so."""

    id = models.UUIDField(primary_key=True, default=new_id)
    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="+")
    kind = models.CharField(max_length=9, choices=Kind)
    by = models.CharField(max_length=80)
    at = models.DateTimeField()
    before = models.JSONField(default=dict)
    after = models.JSONField(default=dict)
    undone_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(kind__in=Kind.values), name="routing_decision_kind"),
        ]
        indexes = [models.Index(fields=["case", "-at"], name="routing_decision_of_case")]

    @property
    def changed(self) -> dict[str, str]:
        """By name of the column what is different afterwards."""
        return {name: value for name, value in self.after.items() if value != self.before.get(name)}
