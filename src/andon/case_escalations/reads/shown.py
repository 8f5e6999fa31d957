"""Escalations as every screen shows them: of what, who asked, who has it, what was said."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from andon.case_escalations.models import CaseEscalation, EscalationNote
from andon.cases.models import Case
from andon.customers.models import Account

from .calls_of import Call, calls_of
from .names_of import names_of


@dataclass(frozen=True, slots=True)
class Note:
    at: datetime
    who: str
    text: str


@dataclass(frozen=True, slots=True)
class Shown:
    """`case`: through which it is read. `call` None: nobody is paged for it."""

    one: CaseEscalation
    case: Case | None
    account: Account | None
    asked_by: str
    answered_by: str
    ended_by: str
    notes: Sequence[Note]
    call: Call | None

    @property
    def name(self) -> str:
        """“C-12 Checkout hangs”, or the account's."""
        if self.case:
            return f"{self.case.ref} {self.case.title}"
        return self.account.name if self.account else ""

    @property
    def last_said(self) -> str:
        """What the newest of them said of it."""
        return self.one.result or self.one.answer or (self.notes[-1].text if self.notes else self.one.reason)


def show(escalations: Iterable[CaseEscalation]) -> list[Shown]:
    """In the order given; at most four queries for any number of `related()` rows."""
    rows = list(escalations)
    if not rows:
        return []
    notes = list(EscalationNote.objects.filter(escalation__in=[one.id for one in rows]))
    keys = [key for one in rows for key in (one.asked_by, one.answered_by, one.ended_by)]
    names = names_of([*keys, *(note.written_by for note in notes)])
    said: dict[UUID, list[Note]] = defaultdict(list)
    for note in notes:
        said[note.escalation_id].append(Note(note.written_at, names[note.written_by], note.text))
    calls = calls_of(rows)
    return [_shown(one, names, said[one.id], calls.get(one.called_for)) for one in rows]


def _shown(one: CaseEscalation, names: dict[str, str], notes: list[Note], call: Call | None) -> Shown:
    case = (one.case.merged_into or one.case) if one.case else None
    return Shown(
        one=one,
        case=case,
        account=case.account if case else one.account,
        asked_by=names.get(one.asked_by, ""),
        answered_by=names.get(one.answered_by, ""),
        ended_by=names.get(one.ended_by, ""),
        notes=notes,
        call=call,
    )
