"""How surely two cases are about the same, and whether they are one matter told twice.

What they mean counts in standard deviations above what is usual between any two cases, so that it holds for every
model of texts; letters, error codes and being of the same customer are added in the same unit. Set by hand on everyday
and technical texts; what people decide raises the floors (`floors.py`).
"""

from dataclasses import dataclass

from .kinds import DUPLICATE, RELATED

FLOOR = 2.5
"""From here two cases are shown as related."""
SURE = 3.5
"""From here two of one customer are likely the same matter."""
SAME_TEXT = 0.9
ONE_MATTER_DAYS = 30.0
_USUAL_LETTERS, _SPREAD_OF_LETTERS, _MOST_LETTERS = 0.05, 0.08, 6.0
_CODE, _MOST_CODES = 1.5, 3.0
_CUSTOMER, _SERVICE, _FAR = 0.5, 0.3, 0.5
FEW = 30
"""Of fewer texts nobody can say what is usual between them: then what is usual between texts anywhere counts."""
_ANYWHERE = (0.12, 0.085)
_LEAST_SPREAD = 0.04


@dataclass(frozen=True, slots=True, kw_only=True)
class Signs:
    """What two cases have in common. `meaning`: see `standing`; `letters`: 0 to 1; `weight`: of letters in this text.
    `customer`: of one account, or of one person of none; `days` between them."""

    meaning: float
    letters: float
    weight: float
    codes: int = 0
    customer: bool = False
    service: bool = False
    days: float = 0.0


def standing(near: float, usual: tuple[float, float, int]) -> float:
    """How many standard deviations nearer than usual; `usual`: mean, deviation, and of how many."""
    mean, spread = usual[:2] if usual[2] >= FEW else _ANYWHERE
    return (near - mean) / max(spread, _LEAST_SPREAD)


def strength(signs: Signs) -> float:
    letters = min(_MOST_LETTERS, max(0.0, (signs.letters - _USUAL_LETTERS) / _SPREAD_OF_LETTERS))
    return (
        signs.meaning
        + signs.weight * letters
        + min(_MOST_CODES, _CODE * signs.codes)
        + _CUSTOMER * signs.customer
        + _SERVICE * signs.service
        - (_FAR if signs.days > ONE_MATTER_DAYS else 0.0)
    )


def kind_of(signs: Signs, *, running: bool, related: float = FLOOR, duplicate: float = SURE) -> str:
    """`running`: the earlier one is not over. "" for two that have nothing to do with each other."""
    strong = strength(signs)
    if strong < related:
        return ""
    one_matter = signs.customer and running and signs.days <= ONE_MATTER_DAYS
    return DUPLICATE if one_matter and (strong >= duplicate or signs.letters >= SAME_TEXT) else RELATED
