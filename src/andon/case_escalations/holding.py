"""The parts that all moves of an escalation share: its case held first, and where its facts stand."""

from dataclasses import dataclass

from andon.cases.holding import held, survivor_among
from andon.cases.models import Case
from andon.kit.subject import Subject
from andon.timeline.actor import Actor
from andon.timeline.record import record

from .models import CaseEscalation


@dataclass(frozen=True, slots=True)
class Held:
    """`case`: through which it is read; None for one of an account."""

    one: CaseEscalation
    case: Case | None

    def record(self, fact: type, *, by: Actor, **more: object) -> None:
        """One of this room's facts: of the case or of the account, shown at both, and at the escalation."""
        record(fact(**self.one.coded, **more), subject=self._subject, by=by, about=about(self.one, self.case))

    @property
    def _subject(self) -> Subject:
        return self.case.subject if self.case else account_of(self.one)


def locked(one: CaseEscalation) -> Held:
    """As it is now, with the case through which it is read; both held."""
    home = CaseEscalation.objects.values_list("case_id", flat=True).get(pk=one.pk)
    case = None
    if home is not None:
        case = survivor_among(Case(pk=home), held(Case(pk=home)))
    rows = CaseEscalation.objects.related().select_for_update(of=("self",))
    return Held(rows.get(pk=one.pk), case)


def about(one: CaseEscalation, case: Case | None) -> list[Subject]:
    return [one.subject, *(case.live_about if case else [account_of(one)])]


def account_of(one: CaseEscalation) -> Subject:
    """Of one that is an account's."""
    assert one.account_id is not None
    return Subject("account", one.account_id)
