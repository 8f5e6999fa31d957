"""What holds whatever comes."""

from typing import Any

import numpy
from hypothesis import given, settings
from hypothesis import strategies as some

from andon.impact.rules.scan.report import Report
from andon.impact.rules.scan.settings import DAY

from .topics import SIZE, TOPICS, burst, correlator, report, usual

HISTORY = usual(3)
NOW = 3 * DAY
topics = some.integers(0, TOPICS - 1)
streams = some.lists(
    some.tuples(some.integers(0, 90), topics, some.integers(0, 30), some.booleans()), min_size=1, max_size=60
)


def reports_of(drawn: list[tuple[int, int, int, bool]]) -> list[Report]:
    return [
        report(f"s{n:03d}", NOW + minute, topic, f"p{who}", verified=known, seed=n)
        for n, (minute, topic, who, known) in enumerate(drawn)
    ]


@settings(max_examples=10)
@given(streams, some.randoms(use_true_random=False))
def test_the_same_reports_give_the_same_issues_in_whatever_order_they_are_kept(drawn: Any, dice: Any) -> None:
    told = reports_of(drawn) + burst("down", NOW + 20, 3, 12)
    shuffled = list(told)
    dice.shuffle(shuffled)
    one, other = correlator(3), correlator(3)

    assert one.replay(told) == other.replay(shuffled)
    assert one.assignments() == other.assignments()


@settings(max_examples=10)
@given(some.lists(some.tuples(some.floats(0, 180), topics), min_size=1, max_size=80))
def test_three_people_are_never_an_issue_however_often_they_say_it(drawn: Any) -> None:
    told = [report(f"s{n}", NOW + at, topic, f"p{n % 3}", seed=n) for n, (at, topic) in enumerate(drawn)]

    assert correlator().replay(told) == []


@settings(max_examples=10)
@given(some.permutations(range(12)), some.integers(0, 10_000))
def test_eight_customers_who_each_say_their_own_six_times_are_no_issue(order: Any, seed: int) -> None:
    dice = numpy.random.default_rng(seed)
    told = [
        report(f"n{who}-{n}", NOW + float(dice.uniform(0, 60)), order[who], f"nag{who}", seed=seed + who * 10 + n)
        for who in range(8)
        for n in range(6)
    ]
    engine = correlator(3)

    assert engine.replay(told) == []
    assert not engine.assignments().keys() & {one.id for one in told}


@settings(max_examples=10)
@given(streams)
def test_the_unverified_alone_are_never_emerging(drawn: Any) -> None:
    strangers = [Report(r.id, r.at, r.vector, r.reporter, False) for r in reports_of(drawn)]
    told = strangers + burst("strangers", NOW + 5, 3, 60, verified=False)

    assert all(flag.level == "watch" for flag in correlator(3).replay(told))


@settings(max_examples=10)
@given(some.lists(some.lists(some.floats(width=32), min_size=SIZE, max_size=SIZE), min_size=1, max_size=8))
def test_no_vector_breaks_it_or_hides_what_others_tell(wild: Any) -> None:
    odd = [Report(f"w{n}", NOW + n, numpy.array(v, numpy.float32), "odd") for n, v in enumerate(wild)]
    engine, without = correlator(3), correlator(3)
    down = burst("down", NOW + 10, 3, 20)
    flags = engine.replay(odd + down)

    assert flags[-1].level == without.replay(down)[-1].level == "emerging"
    assert all(numpy.isfinite(flag.log_p) for flag in flags)


@settings(max_examples=10)
@given(streams, streams)
def test_a_process_that_recalls_what_was_decided_goes_on_as_the_first_would(before: Any, after: Any) -> None:
    told = reports_of(before) + burst("down", NOW + 20, 3, 12)
    later = [Report(f"t{r.id}", r.at + 200, r.vector, r.reporter, r.verified) for r in reports_of(after)]
    first = correlator(3)
    levels = {flag.issue: flag.level for flag in first.replay(told)}
    kept = first.assignments()
    second = correlator()
    for one in sorted(HISTORY + told, key=lambda one: (one.at, one.id)):
        issue = kept.get(one.id, "")
        second.recall(one, issue, levels.get(issue, "watch"))

    assert first.replay(later) == second.replay(later)
    assert first.assignments() == second.assignments()
