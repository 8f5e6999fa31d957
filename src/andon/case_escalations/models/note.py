from django.db import models

from andon.kit.ids import new_id

from .case_escalation import CaseEscalation


class EscalationNote(models.Model):
    """What somebody added who asked for the same."""

    id = models.UUIDField(primary_key=True, default=new_id)
    escalation = models.ForeignKey(CaseEscalation, on_delete=models.CASCADE, related_name="notes")
    text = models.TextField()
    written_by = models.CharField(max_length=80)
    written_at = models.DateTimeField()

    class Meta:
        ordering = ["written_at", "id"]
