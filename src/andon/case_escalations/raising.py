"""One more escalation, or a note to the one that stands."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import gettext as _

from andon.cases.models import Case
from andon.customers.models import Account
from andon.kit import clock
from andon.kit.errors import Conflict, Invalid
from andon.kit.text import clean
from andon.targets.reads.hours_of import hours_of
from andon.timeline.actor import Actor

from .facts import CaseEscalationNoted, CaseEscalationRaised
from .holding import Held
from .models import CaseEscalation, EscalationKind, EscalationNote
from .reads.leads_called import leads_called
from .rules.lifecycle import DECLINED
from .rules.target import answer_due

MOST_TEXT = 2000


@dataclass(frozen=True, slots=True)
class Asked:
    """Who asks for what, and why."""

    kind: EscalationKind
    reason: str
    by: Actor


def asked(kind: EscalationKind, reason: str, by: Actor) -> Asked:
    if not kind.is_active:
        raise Invalid({"kind": _("Nothing is escalated to it any more.")})
    return Asked(kind, clean(reason, "reason", MOST_TEXT, required=True), by)


def raise_one(
    on: Case | Account, known: Iterable[CaseEscalation], given: Asked, *, called_with: CaseEscalation | None
) -> CaseEscalation:
    """A new one. `known`: the earlier ones of the subject and kind, the newest first."""
    declined = next((one for one in known if one.state == DECLINED), None)
    if declined is not None and declined.reason == given.reason:
        raise Invalid({"reason": _("It was declined for this reason already. Say what is new.")})
    now = clock.now()
    case = on if isinstance(on, Case) else None
    one = CaseEscalation(
        case=case,
        account=None if isinstance(on, Case) else on,
        kind=given.kind,
        reason=given.reason,
        asked_by=given.by.key,
        asked_at=now,
        due_at=answer_due(now, minutes=given.kind.answer_minutes, hours=hours_of(given.kind.calendar)),
        reached=_reached(on, given.kind),
        called_with=called_with,
        again_of=declined,
    )
    one.save(force_insert=True)
    said = {"on": "case" if case else "account", "reached": one.reached, "due_at": one.due_at}
    Held(one, case).record(CaseEscalationRaised, by=given.by, again=declined is not None, **said)
    return one


def join(held: Held, given: Asked) -> CaseEscalation:
    """The same words of the same person add nothing."""
    add_note(held, given.reason, by=given.by)
    return held.one


def add_note(held: Held, text: str, *, by: Actor) -> None:
    one = held.one
    said = {(one.reason, one.asked_by), *one.notes.values_list("text", "written_by")}
    if (text, by.key) in said:
        return
    EscalationNote.objects.create(escalation=one, text=text, written_by=by.key, written_at=clock.now())
    held.record(CaseEscalationNoted, by=by)


def refuse_closed(cases: Iterable[Case]) -> None:
    if over := next((case for case in cases if case.status == "closed"), None):
        raise Conflict(_("%(ref)s is closed. Reopen it before you escalate it.") % {"ref": over.ref})


def _reached(on: Case | Account, kind: EscalationKind) -> str:
    if kind.policy_id is not None:
        return "policy"
    return "leads" if leads_called(on) else "nobody"
