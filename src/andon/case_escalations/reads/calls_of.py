"""Who was called in for escalations: the run of pages that speaks for each, and whom it paged last."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime

from andon.case_escalations.models import CaseEscalation
from andon.kit.subject import Subject
from andon.paging.models import Escalation, Page


@dataclass(slots=True)
class Call:
    """`paged`: whom its newest turn summoned, and `at` when."""

    run: Escalation
    paged: list[str] = field(default_factory=list)
    at: datetime | None = None

    @property
    def names(self) -> str:
        return ", ".join(self.paged)


def calls_of(escalations: Iterable[CaseEscalation]) -> dict[Subject, Call]:
    """By what the run is of; two queries for any number, none where nothing is paged."""
    ids = {one.called_for.id for one in escalations if one.reached == "policy"}
    if not ids:
        return {}
    runs = Escalation.objects.filter(subject_kind="case_escalation", subject_id__in=ids).select_related("policy")
    found = {run.id: Call(run) for run in runs.order_by("started_at")}
    for page in Page.objects.filter(escalation__in=found).select_related("user").order_by("turn", "at", "id"):
        call = found[page.escalation_id]
        if page.turn == call.run.turn - 1:
            call.paged.append(page.user.name)
            call.at = page.at
    return {call.run.subject: call for call in found.values()}
