"""How right it is on faults of which the truth is known, made by a simulator that does not know the search.

Gates stand a little below what was measured; `python -m bench segments` prints the whole table.
"""

from dataclasses import replace

import pytest
from bench.faults import Habits, fault
from bench.judging import Verdict, calibration_error, judged, mean_of
from bench.population import populate

from andon.impact.rules.segments import find_segments

pytestmark = [pytest.mark.slow, pytest.mark.timeout(1800)]
SEED = 31_000
LEAST_EXACT = {10: 0.4, 20: 0.6, 50: 0.8}


def test_faults_are_found_and_no_others() -> None:
    base = populate(20_000, SEED)
    verdicts: list[Verdict] = []
    for count, least in LEAST_EXACT.items():
        some = [judged(base, fault(base, count, SEED + number + 1000 * count)) for number in range(12)]
        assert mean_of(one.exact for one in some) >= least, count
        verdicts += some
    assert mean_of(one.likeness for one in verdicts) >= 0.75
    sure = [one for one in verdicts if one.confidence >= 0.9]
    assert mean_of(one.likeness >= 0.8 for one in sure) >= 0.9
    assert calibration_error(verdicts) <= 0.15
    nothing = replace(Habits(), causes=0)
    nulls = [judged(base, fault(base, 20, SEED + number, nothing)) for number in range(20)]
    assert mean_of(one.confidence >= 0.9 for one in nulls) <= 0.05


def test_two_causes_are_told_apart() -> None:
    base = populate(20_000, SEED)
    two = [judged(base, fault(base, 50, SEED + number, replace(Habits(), causes=2))) for number in range(10)]
    assert mean_of(one.likeness >= 0.8 for one in two) >= 0.7
    one = [judged(base, fault(base, 50, SEED + number)) for number in range(10)]
    assert mean_of(each.seconds > 0 for each in one) <= 0.1


def test_the_same_question_has_the_same_answer() -> None:
    base = populate(20_000, SEED)
    told = fault(base, 20, SEED)
    answers = [find_segments(base.schema, base.columns, told.reports, told.weights) for _ in range(2)]
    assert answers[0] == answers[1]
