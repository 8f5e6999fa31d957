"""An escalation that is over, by whichever way: nobody is paged for it, and who was let in by it reads no longer."""

from andon.cases.actions.withdraw_access import withdraw_access
from andon.cases.models import Case, Grant
from andon.kit import clock
from andon.timeline.actor import Actor

from .calling import stop_calling
from .holding import Held


def end(held: Held, state: str, *, by: Actor, result: str = "", why: str = "") -> None:
    one = held.one
    one.state, one.ended_by, one.ended_at, one.result, one.end_why = state, by.key, clock.now(), result, why
    one.save(update_fields=["state", "ended_by", "ended_at", "result", "end_why"])
    granted = Grant.objects.filter(source_kind=one.subject.kind, source_id=one.id).values("case")
    withdraw_access(list(Case.objects.filter(id__in=granted)), source=one.subject, by=by)
    stop_calling(one, by=by)
