"""What is suggested, as far as the reader may see both sides."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from andon.cases.models import Case
from andon.kit.subject import Subject
from andon.meaning.readable import Shown, find_readable
from andon.people.access import Access
from andon.suggestions.models import Suggestion
from andon.suggestions.rules.kinds import ACCEPTED, DISMISSED, DUPLICATE, LINK, MERGE, OPEN

from .why_words import why_words

MOST = 60


@dataclass(frozen=True, slots=True)
class Suggested:
    """`shown`: the other side, seen from where it is shown. `may_decide`: she may change the case."""

    suggestion: Suggestion
    shown: Shown
    why: list[str]
    may_decide: bool = False

    @property
    def ref(self) -> str:
        return self.shown.detail.split(" · ")[0]

    @property
    def lamp(self) -> str:
        return "risk" if self.suggestion.kind in (DUPLICATE, LINK) else "watch"

    @property
    def is_merged(self) -> bool:
        return self.suggestion.how == MERGE


def suggested_of_case(
    case: UUID, access: Access, states: Sequence[str] = (OPEN, ACCEPTED, DISMISSED)
) -> list[Suggested]:
    """Open ones first, the surest first; one query when there is none, a few otherwise."""
    rows = list(Suggestion.objects.of_case(case).filter(state__in=states).order_by("-score", "id")[:MOST])
    if not rows:
        return []
    works = _works([row.case_id for row in rows], access)
    sides = {row.id: _other(row, case) for row in rows}
    shown = shown_of(sides.values(), access)
    return [
        Suggested(row, shown[sides[row.id]], why_words(row.reasons), row.case_id in works)
        for row in sorted(rows, key=lambda row: row.state != OPEN)
        if sides[row.id] in shown and shown[sides[row.id]].id != case
    ]


def suggested_of_target(target: Subject, access: Access) -> list[Suggested]:
    """The cases that look like it, the surest first; one query when there is none."""
    rows = list(
        Suggestion.objects.filter(target_kind=target.kind, target_id=target.id, state=OPEN, kind=LINK)
        .order_by("-score", "id")[: MOST * 4]
    )  # fmt: skip
    if not rows:
        return []
    works, cases = _works([row.case_id for row in rows], access), [Subject("case", row.case_id) for row in rows]
    shown = shown_of(cases, access)
    return [
        Suggested(row, shown[case], why_words(row.reasons), row.case_id in works)
        for row, case in zip(rows, cases, strict=True)
        if case in shown
    ]


def shown_of(subjects: Iterable[Subject], access: Access) -> Mapping[Subject, Shown]:
    """Those that the reader may see; a query or two a kind."""
    ids: dict[str, list[UUID]] = defaultdict(list)
    for subject in subjects:
        ids[subject.kind].append(subject.id)
    found: dict[Subject, Shown] = {}
    for kind, ofs in ids.items():
        readable = find_readable(kind)
        if readable is not None:
            found |= {Subject(kind, id): shown for id, shown in readable.shown_of(ofs, access).items()}
    return found


def _other(row: Suggestion, case: UUID) -> Subject:
    return Subject("case", row.case_id) if row.target_id == case else row.target


def _works(cases: Sequence[UUID], access: Access) -> set[UUID]:
    if not access.has("agent", "lead"):
        return set()
    return set(Case.objects.workable_by(access).filter(id__in=cases).order_by().values_list("id", flat=True))
