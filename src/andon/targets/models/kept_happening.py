from django.db import models

from andon.kit.ids import new_id
from andon.targets.rules.happenings import Happening


class KeptHappening(models.Model):
    """One thing that happened to a subject, kept; clocks are derived from them. Their ids sort as they were noted."""

    id = models.UUIDField(primary_key=True, default=new_id)
    subject_kind = models.CharField(max_length=30)
    subject_id = models.UUIDField()
    at = models.DateTimeField()
    what = models.CharField(max_length=12)
    why = models.CharField(max_length=40, default="")
    ref = models.CharField(max_length=60, default="")

    class Meta:
        indexes = [models.Index(fields=["subject_id", "subject_kind"], name="happening_of_subject")]

    def __str__(self) -> str:
        return f"{self.what} {self.why}".strip()

    @property
    def happening(self) -> Happening:
        return Happening(self.at, self.what, self.why, self.ref)
