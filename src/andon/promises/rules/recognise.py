"""Which sentences of a text promise something by when: somebody of ours will do it, at a moment that is said.

No promise: a question, a condition ("if you send it"), a hope ("I'll try"), what is denied, past, usual, quoted, asked
of the customer, or without a moment ("soon"). What several moments are said for is several promises. Pure.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from .lexicon import Read, atom_of
from .lexicons import lexicon_of
from .sentences import parts, plain, sentences
from .times import Atom, Hours, due_of

MOST_FOUND = 5
_NEAR = 25


@dataclass(frozen=True, slots=True)
class Recognised:
    """`start` and `end` of the sentence in the text, without what surrounds it."""

    start: int
    end: int
    due_at: datetime


def recognise(text: str, *, now: datetime, zone: ZoneInfo, locale: str, hours: Hours | None = None) -> list[Recognised]:
    """At most five, in the order of the text; moments by the customer's wall clock. A language without a lexicon has
    none."""
    language = lexicon_of(locale)
    if language is None:
        return []
    local, found = now.astimezone(zone), list[Recognised]()
    for start, said, asks in sentences(plain(text)):
        if asks or len(found) >= MOST_FOUND:
            continue
        dues = _dues(said, language, local, hours or Hours())
        found += [Recognised(start, start + len(said), due) for due in dues]
    return found[:MOST_FOUND]


def _dues(said: str, language: Read, now: datetime, hours: Hours) -> list[datetime]:
    commits = _commits(said, language)
    if not commits:
        return []
    dues = [due_of(group, now, hours) for group in _times(said, language)]
    known = dict.fromkeys(due for due in dues if due is not None)
    return _latest_of_named(said, list(known), language)


def _latest_of_named(said: str, dues: list[datetime], language: Read) -> list[datetime]:
    """ "Today, at the latest by 3": the exact one counts."""
    return dues[-1:] if len(dues) > 1 and language.latest.search(said) else dues


def _commits(said: str, language: Read) -> bool:
    if language.habits.search(said) or _depends(said, language):
        return False
    pieces = parts(said, language.splits)
    return any(_holds(said, pieces, one.start(), one.end(), language) for one in language.commit.finditer(said))


def _holds(said: str, pieces: Sequence[tuple[int, int]], start: int, end: int, language: Read) -> bool:
    around = " ".join(said[a:b] for a, b in pieces if a < end and b > start)
    return not any(veto.search(around) for veto in (language.unsure, language.negated, language.past, language.asks))


def _depends(said: str, language: Read) -> bool:
    rest = language.whether.sub(" ", said)
    if language.if_words.search(rest):
        return True
    return bool(language.soon_words.search(rest)) and not language.latest.search(rest)


def _times(said: str, language: Read) -> Iterator[list[Atom]]:
    """Words for times that stand together, where what is before them lets them be a deadline."""
    group: list[Atom] = []
    for atom in _atoms(said, language):
        if group and language.joins.fullmatch(said, group[-1].end, atom.start):
            group.append(atom)
            continue
        if group and _is_deadline(said, group, language):
            yield group
        group = [atom]
    if group and _is_deadline(said, group, language):
        yield group


def _is_deadline(said: str, group: Sequence[Atom], language: Read) -> bool:
    before = said[max(0, group[0].start - _NEAR) : group[0].start]
    return not language.not_before.search(before)


def _atoms(said: str, language: Read) -> list[Atom]:
    """Earlier patterns win where two overlap."""
    taken: list[Atom] = []
    for pattern, word in language.times:
        for found in pattern.finditer(said):
            atom = atom_of(found, word, language.lexicon)
            if atom and not any(atom.start < one.end and one.start < atom.end for one in taken):
                taken.append(atom)
    return sorted(taken, key=lambda one: one.start)
