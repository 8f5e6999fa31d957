"""When more impact brings more people: an administrator's small rules, over the numbers of an incident."""

from collections.abc import Mapping
from dataclasses import dataclass

REPORTED, INFERRED, CONFIRMED, EVERYBODY, CONTRACTS = "reported", "inferred", "confirmed", "everybody", "contracts"
MEASURES = (REPORTED, INFERRED, CONFIRMED, EVERYBODY, CONTRACTS)


@dataclass(frozen=True, slots=True)
class Wanted:
    """So many accounts (of one tier, where it is named), or so many contracts that lose minutes."""

    measure: str
    at_least: int
    tier: str = ""


def reached(wanted: Wanted, tiers: Mapping[str, Mapping[str, int]], contracts: int) -> int | None:
    """The number, when it is reached; `tiers`: accounts of each tier, per measure."""
    if wanted.measure == CONTRACTS:
        number = contracts
    else:
        of = tiers[wanted.measure]
        number = of.get(wanted.tier, 0) if wanted.tier else sum(of.values())
    return number if number >= wanted.at_least else None
