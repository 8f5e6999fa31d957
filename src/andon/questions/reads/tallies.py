"""Answers as they stand: each with its cases and accounts, who has not answered, and the bar beside it."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from statistics import median_high
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _

from andon.cases.models import Case
from andon.people.access import Access
from andon.questions.models import Ask, Question
from andon.questions.rules.answers import TEXT, answer_words
from andon.questions.rules.tally import Counted, Told, counted, percent

MOST_CASES = 12


@dataclass(frozen=True, slots=True)
class Row:
    """`share` is of all cases that answered, in per cent; `cases` are those that the reader may see, the first few."""

    words: str
    count: int
    accounts: int
    share: int
    cases: list[Case]
    more: int
    is_most: bool
    cannot_tell: bool = False


@dataclass(frozen=True, slots=True)
class Missing:
    """A case that has not answered; `case` None: the reader does not see it. `passed`: its customer was asked."""

    case: Case | None
    passed: bool


@dataclass(frozen=True, slots=True)
class Tally:
    question: Question
    rows: list[Row]
    asked: int
    answered: int
    missing: list[Missing]
    took: timedelta | None

    @property
    def told(self) -> list[Row]:
        """What was answered at all; what nobody chose stands in the table only."""
        return [row for row in self.rows if row.count]


def tallies(questions: Sequence[Question], access: Access) -> dict[UUID, Tally]:
    """By id of the question; two queries for any number of questions and cases."""
    asks: dict[UUID, list[Ask]] = defaultdict(list)
    for ask in Ask.objects.counting().filter(question__in=questions).related().order_by("asked_at", "id"):
        asks[ask.question_id].append(ask)
    through = {ask.through.id for some in asks.values() for ask in some}
    seen = set(Case.objects.visible_to(access).filter(id__in=through).order_by().values_list("id", flat=True))
    return {one.id: _tally(one, _one_a_case(asks[one.id]), seen) for one in questions}


def _one_a_case(asks: Sequence[Ask]) -> list[Ask]:
    """Of cases that became one since they answered: the newest answer."""
    found: dict[UUID, Ask] = {}
    for ask in asks:
        known = found.get(ask.through.id)
        if known is None or _given(known) < _given(ask):
            found[ask.through.id] = ask
    return list(found.values())


def _given(ask: Ask) -> tuple[float, UUID]:
    """Ids of answers go up with time, too."""
    return (ask.answer.given_at.timestamp(), ask.answer.id) if ask.answer else (0.0, ask.id)


def _tally(question: Question, asks: Sequence[Ask], seen: set[UUID]) -> Tally:
    cases = {ask.through.id: ask.through for ask in asks}
    said = [ask for ask in asks if ask.answer is not None]
    told = [_told(ask) for ask in said if ask.answer and not ask.answer.cannot_tell and not ask.answer.erased]
    found = counted(question.kind, question.codes, told)
    found, hidden = _readable(question, found, seen)
    most = max((len(one.cases) for one in found), default=0)
    rows = [
        _row(
            _words(one.value, question.labels), one.cases, one.accounts, len(said), cases, seen, len(one.cases) == most
        )
        for one in found
    ]
    if hidden:
        accounts = {account for one in hidden for account in one.accounts}
        ids = [id for one in hidden for id in one.cases]
        rows.append(_row(_("In words that you may not read"), ids, accounts, len(said), cases, seen, is_most=False))
    rows += _without_words(said, cases, seen)
    took = [(ask.answer.given_at - ask.asked_at) for ask in said if ask.answer]
    return Tally(
        question=question,
        rows=rows,
        asked=len(asks),
        answered=len(said),
        missing=[
            Missing(ask.through if ask.through.id in seen else None, ask.passed_at is not None)
            for ask in asks
            if ask.answer is None
        ],
        took=median_high(took) if took else None,
    )


def _readable(question: Question, found: Sequence[Counted], seen: set[UUID]) -> tuple[list[Counted], list[Counted]]:
    """Own words are a customer's, and read by whoever sees one of the cases; choices and numbers are everybody's."""
    if question.kind != TEXT:
        return list(found), []
    read = [one for one in found if one.value is None or seen & set(one.cases)]
    return read, [one for one in found if one not in read]


def _told(ask: Ask) -> Told:
    return Told(ask.through.id, ask.through.account_id, ask.answer.value if ask.answer else None)


def _words(value: Any, labels: dict[str, str]) -> str:
    return _("All others") if value is None else answer_words(value, labels)


def _without_words(said: Sequence[Ask], cases: dict[UUID, Case], seen: set[UUID]) -> list[Row]:
    """Who cannot tell, and whose words were erased."""
    found = []
    for words, chosen in (
        (_("Cannot be told"), [ask for ask in said if ask.answer and ask.answer.cannot_tell]),
        (_("Erased"), [ask for ask in said if ask.answer and ask.answer.erased]),
    ):
        ids = [ask.through.id for ask in chosen]
        accounts = {ask.through.account_id for ask in chosen if ask.through.account_id}
        if ids:
            found.append(_row(words, ids, accounts, len(said), cases, seen, is_most=False, cannot_tell=True))
    return found


def _row(
    words: str,
    ids: Sequence[UUID],
    accounts: set[UUID],
    answered: int,
    cases: dict[UUID, Case],
    seen: set[UUID],
    is_most: bool,
    cannot_tell: bool = False,
) -> Row:
    shown = [cases[id] for id in ids if id in seen][:MOST_CASES]
    share = percent(len(ids), answered)
    return Row(words, len(ids), len(accounts), share, shown, len(ids) - len(shown), is_most and bool(ids), cannot_tell)
