"""A draft as its readers will get it: who, in which thread and language, with whom in copy; who not, and why."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from andon.cases.models import Participant
from andon.comms.audience import Audience, LeftOut, Letter, audience_of
from andon.comms.models import Update


@dataclass(frozen=True, slots=True)
class Planned:
    """One letter, and the addresses that get a copy of it."""

    letter: Letter
    copies: list[str]


@dataclass(frozen=True, slots=True)
class Preview:
    """`digest` says whether this is still what would be sent."""

    planned: list[Planned]
    left_out: list[LeftOut]
    digest: str

    @property
    def by_hand(self) -> int:
        return sum(not each.letter.address for each in self.planned)

    @property
    def in_other_language(self) -> int:
        return sum(each.letter.in_other_language for each in self.planned)


def preview(update: Update) -> Preview:
    """Seven queries for any number."""
    audience: Audience = audience_of(update)
    copies = _copies(audience.letters)
    planned = [Planned(letter, copies[letter.case.id]) for letter in audience.letters]
    return Preview(planned, audience.left_out, audience.digest)


def _copies(letters: Sequence[Letter]) -> dict[UUID, list[str]]:
    found: dict[UUID, list[str]] = defaultdict(list)
    in_copy = Participant.objects.filter(case__in=[letter.case for letter in letters]).exclude(address="")
    for case, address in in_copy.values_list("case_id", "address"):
        found[case].append(address)
    return found
