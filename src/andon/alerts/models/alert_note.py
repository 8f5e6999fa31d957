from django.db import models

from andon.kit.ids import new_id

from .alert import Alert


class AlertNote(models.Model):
    """What somebody at a monitor's side wrote to an alert. `by` is the name that was given, which nobody has proved."""

    id = models.UUIDField(primary_key=True, default=new_id)
    alert = models.ForeignKey(Alert, on_delete=models.CASCADE, related_name="notes")
    text = models.TextField()
    by = models.CharField(max_length=100, default="")
    at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["alert", "at"], name="alert_note_order")]
