"""How rare chance must be for the flags to stay within a budget of false ones a day.

From what people said of the flags so far. The budget is kept with a margin of half a flag, so that a short quiet spell
does not open the gate wide.
"""

from collections.abc import Iterable
from dataclasses import dataclass

_MARGIN = 0.5


@dataclass(frozen=True, slots=True)
class Verdict:
    """What people said of a flag raised at `log_p`: `right` True confirmed, False dismissed, None nothing yet."""

    log_p: float
    right: bool | None


def threshold_within(verdicts: Iterable[Verdict], *, days: float, false_a_day: float, loosest: float = -8.0) -> float:
    """The highest log_p to flag at so that dismissed flags would have stayed within `false_a_day` over `days`.

    Without dismissed flags, or within the budget, it is `loosest`: nobody complained. Flags nobody judged do not count.
    What lay above the threshold in force was never raised, so nobody judged it: give that threshold as `loosest`, or a
    little more to feel the way. Raises ValueError for a span or budget that is none.
    """
    if days <= 0 or false_a_day < 0:
        raise ValueError("days must be above 0, false_a_day at least 0")
    allowed = int(max(false_a_day * days - _MARGIN, 0))
    wrong = sorted(verdict.log_p for verdict in verdicts if verdict.right is False)
    if len(wrong) <= allowed:
        return loosest
    # Just stricter than the first dismissed one that is too many.
    return min(wrong[allowed] - 1e-6, loosest)


def kept_at(verdicts: Iterable[Verdict], threshold: float) -> tuple[int, int]:
    """Confirmed and dismissed flags that the threshold would have let through."""
    let = [verdict.right for verdict in verdicts if verdict.log_p <= threshold]
    return let.count(True), let.count(False)
