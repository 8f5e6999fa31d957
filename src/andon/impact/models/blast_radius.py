from django.db import models

from andon.kit.ids import new_id
from andon.kit.subject import Subject


class BlastRadius(models.Model):
    """Whom a subject's reports come from, as a worker last found out.

    `digest`: of everything that it was found from. `found`: the findings, the bars and the counts, as plain values
    (`reads/blast_radius_of.py` reads them). `accounts` that match; `silent` of them have not reported.
    """

    id = models.UUIDField(primary_key=True, default=new_id)
    subject_kind = models.CharField(max_length=16)
    subject_id = models.UUIDField()
    digest = models.CharField(max_length=64)
    reports = models.PositiveIntegerField()
    base = models.PositiveIntegerField()
    confidence = models.FloatField(null=True)
    accounts = models.PositiveIntegerField(default=0)
    silent = models.PositiveIntegerField(default=0)
    found = models.JSONField(default=dict)
    found_at = models.DateTimeField()
    changed_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["subject_kind", "subject_id"], name="blast_radius_once")]

    @property
    def subject(self) -> Subject:
        return Subject(self.subject_kind, self.subject_id)
