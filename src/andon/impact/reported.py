"""Who reports a subject: the port at which rooms say how their subjects' reports are found.

A *reporter* is an account, or a person of none; she counts once, by her first report.
"""

from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from andon.cases.models import Case
from andon.kit.subject import Subject


@dataclass(frozen=True, slots=True)
class Reported:
    """One report: when, by whom, in which case (None: it came as no case)."""

    at: datetime
    account: UUID | None
    contact: UUID | None
    case: UUID | None = None

    @property
    def reporter(self) -> UUID | None:
        return self.account or self.contact or self.case


Read = Callable[[Subject], Sequence[Reported]]
Take = Callable[[Subject, Collection[UUID]], None]


@dataclass(frozen=True, slots=True)
class _Kind:
    read: Read
    infer: Take | None


_kinds: dict[str, _Kind] = {}


def register_reports(kind: str, read: Read, *, infer: Take | None = None) -> None:
    """At start-up (`ports.py`): how the reports of subjects of this kind are found, and (`infer`) who wants to know
    which accounts match them and are silent."""
    _kinds[kind] = _Kind(read, infer)


def reports_of(subject: Subject) -> list[Reported]:
    """Oldest first; raises LookupError for a kind that no room registered."""
    return sorted(_kinds[subject.kind].read(subject), key=lambda one: one.at)


def infer(subject: Subject, accounts: Collection[UUID]) -> None:
    """These match and have not reported; none, when there is no pattern."""
    take = _kinds[subject.kind].infer
    if take is not None:
        take(subject, accounts)


def from_cases(cases: Iterable[UUID]) -> list[Reported]:
    """The reports that these cases, and what was merged into them, are; spam is none. One query."""
    found = Case.objects.with_homes(list(cases)).filter(spam=False).order_by("opened_at", "id")
    rows = found.values_list("opened_at", "account_id", "contact_id", "id")
    return [Reported(*row) for row in rows]


def first_of_each(reports: Iterable[Reported]) -> dict[UUID, Reported]:
    """Each reporter's first."""
    found: dict[UUID, Reported] = {}
    for one in sorted(reports, key=lambda one: one.at):
        if one.reporter is not None:
            found.setdefault(one.reporter, one)
    return found
