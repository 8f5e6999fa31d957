from django.db import models

from andon.kit.subject import Subject

from .emerging_issue import EmergingIssue


class Report(models.Model):
    """One thing that was told, as the correlator heard it: by whom (an opaque key), when, and which issue it belongs
    to. The order of `id` is the order in which they were heard; `version`: of the scan's state when it last moved."""

    id = models.BigAutoField(primary_key=True)
    subject_kind = models.CharField(max_length=24)
    subject_id = models.UUIDField()
    at = models.DateTimeField()
    reporter = models.CharField(max_length=200, default="")
    verified = models.BooleanField(default=False)
    version = models.PositiveBigIntegerField(default=0)
    issue = models.ForeignKey(EmergingIssue, null=True, on_delete=models.SET_NULL, related_name="reports")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["subject_kind", "subject_id"], name="report_once")]
        indexes = [
            models.Index(fields=["at", "id"], name="report_by_time"),
            models.Index(fields=["issue", "at"], condition=~models.Q(issue=None), name="report_of_issue"),
            models.Index(fields=["version"], name="report_moved"),
            models.Index(fields=["reporter"], condition=~models.Q(reporter=""), name="report_of_reporter"),
        ]

    @property
    def subject(self) -> Subject:
        return Subject(self.subject_kind, self.subject_id)
