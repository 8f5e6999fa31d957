"""Calling people in for escalations, and no longer: one run of the kind's policy speaks for all of one act."""

from collections.abc import Sequence

from andon.kit.subject import Subject
from andon.paging.actions.acknowledge import acknowledge
from andon.paging.actions.end_escalation import end_escalation
from andon.paging.actions.start_escalation import start_escalation
from andon.paging.models import Escalation
from andon.timeline.actor import Actor
from andon.work.plan import Planned, cancel, plan_all

from .models import CaseEscalation, EscalationKind
from .reads.why_called import why_called


def call_in(raised: Sequence[CaseEscalation], kind: EscalationKind, *, by: Actor) -> None:
    """Page by the kind's policy, if it has one, and watch the target of each."""
    from .due import note_overdue

    if kind.policy is not None:
        start_escalation(raised[0].subject, service=None, policy=kind.policy, why=why_called(raised), by=by)
    plan_all(
        Planned(task=note_overdue, args={"escalation": str(one.id)}, key=_key(one), run_at=one.due_at) for one in raised
    )


def stop_calling(one: CaseEscalation, *, by: Actor) -> None:
    """Somebody answered: nobody else is paged once all that the run speaks for are answered, and it ends with them."""
    cancel(_key(one))
    first = one.called_with_id or one.id
    # Two that are answered in one moment: the second one sees what became of the first.
    CaseEscalation.objects.select_for_update(no_key=True).get(pk=first)
    left = set(CaseEscalation.objects.called_for(first).standing().values_list("state", flat=True))
    if not left:
        end_escalation(one.called_for, by=by)
    elif "waiting" not in left and (run := run_of(one.called_for)):
        acknowledge(run, by=by)


def run_of(subject: Subject) -> Escalation | None:
    return Escalation.objects.of(subject).standing().first()


def _key(one: CaseEscalation) -> str:
    return f"case_escalation:overdue:{one.id}"
