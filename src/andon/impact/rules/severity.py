"""Which severity the numbers speak for, and why. It only ever says that an incident is worse than was thought."""

from dataclasses import dataclass

ORDER = ("minor", "major", "critical")
MANY, SEVERAL, WIDE = 50, 5, 0.05


@dataclass(frozen=True, slots=True, kw_only=True)
class Size:
    """`affected`: reported, inferred or confirmed; `share`: of all accounts; `contracts`: that lose minutes now;
    `breached`: of which the minutes are used up."""

    affected: int
    strategic: int
    share: float
    contracts: int = 0
    breached: int = 0
    is_worse: bool = False


@dataclass(frozen=True, slots=True)
class Advice:
    """`reasons`: codes with a number each."""

    severity: str
    reasons: tuple[tuple[str, int], ...]


def advise(size: Size, severity: str) -> Advice | None:
    """None when the numbers speak for nothing worse than `severity`."""
    for wanted, reasons in (("critical", _critical(size)), ("major", _major(size))):
        if reasons and ORDER.index(wanted) > ORDER.index(severity):
            return Advice(wanted, tuple(reasons))
    return None


def _critical(size: Size) -> list[tuple[str, int]]:
    found = []
    if size.strategic >= 2:
        found.append(("strategic", size.strategic))
    if size.affected >= MANY:
        found.append(("affected", size.affected))
    if size.share >= WIDE and size.affected >= SEVERAL:
        found.append(("share", round(size.share * 100)))
    if size.breached:
        found.append(("breached", size.breached))
    if size.is_worse and size.affected >= MANY // 2:
        found.append(("worse", size.affected))
    return found


def _major(size: Size) -> list[tuple[str, int]]:
    found = []
    if size.strategic:
        found.append(("strategic", size.strategic))
    if size.affected >= SEVERAL:
        found.append(("affected", size.affected))
    if size.contracts:
        found.append(("contracts", size.contracts))
    return found
