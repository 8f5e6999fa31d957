"""The reports of an issue as the blast radius wants them: by whom, account or person."""

from collections.abc import Sequence

from andon.emerging.models import Report
from andon.impact.reported import Reported, from_cases
from andon.kit.subject import Subject
from andon.signals.models import Signal


def issue_reports(subject: Subject) -> Sequence[Reported]:
    """Cases, and signals whose author is known; three queries. An alert is nobody's report."""
    told = list(Report.objects.filter(issue=subject.id).values_list("subject_kind", "subject_id"))
    cases = [id for kind, id in told if kind == "case"]
    signals = Signal.objects.filter(id__in=[id for kind, id in told if kind == "signal"]).exclude(contact=None)
    rows = signals.values_list("happened_at", "contact__account_id", "contact_id")
    return [*from_cases(cases), *(Reported(at, account, contact) for at, account, contact in rows)]
