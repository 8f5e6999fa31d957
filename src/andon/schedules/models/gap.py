from django.db import models

from andon.kit.ids import new_id
from andon.kit.subject import Subject

from .schedule import Schedule


class Gap(models.Model):
    """A time ahead in which nobody is on call, of which the leads were told. `closed_at`: somebody is, by now."""

    id = models.UUIDField(primary_key=True, default=new_id)
    schedule = models.ForeignKey(Schedule, on_delete=models.CASCADE, related_name="gaps")
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    warned_at = models.DateTimeField()
    closed_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["starts_at"]
        indexes = [models.Index(fields=["schedule", "ends_at"], name="gap_over")]

    @property
    def subject(self) -> Subject:
        return Subject("gap", self.id)
