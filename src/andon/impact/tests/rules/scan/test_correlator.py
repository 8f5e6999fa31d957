"""What is raised, what is not, and what people say about it."""

import numpy
import pytest

from andon.impact.rules.scan.correlator import Correlator
from andon.impact.rules.scan.report import Report
from andon.impact.rules.scan.settings import DAY, HOUR, ScanSettings
from andon.impact.rules.scan.track import UnknownIssue

from .topics import SIZE, burst, correlator, report, usual

NOW = 4 * DAY


def test_many_people_telling_the_same_are_an_issue_then_an_emerging_one() -> None:
    engine = correlator(4, ScanSettings(emerging=-32))

    flags = engine.replay(burst("down", NOW, 3, 20))

    assert [(flag.level, flag.first) for flag in flags] == [("watch", True), ("emerging", False)]
    watch, emerging = flags
    assert watch.issue == emerging.issue
    assert 4 <= watch.observed <= 12
    assert watch.observed > 4 * watch.expected
    assert watch.log_p <= -12
    assert emerging.log_p <= -32
    assert watch.since <= NOW + 40
    told = [member for member in emerging.members if member.startswith("down")]
    assert len(told) >= 8
    assert len(emerging.members) - len(told) <= 3


def test_members_do_not_raise_it_again_and_later_reports_join() -> None:
    engine = correlator(4)
    first = engine.replay(burst("down", NOW, 3, 20))

    later = engine.replay(burst("still", NOW + 60, 3, 40))

    assert later == []
    joined = engine.assignments()
    assert sum(joined.get(f"still-{n:03d}") == first[0].issue for n in range(40)) >= 36


def test_an_ordinary_week_raises_less_than_one_in_two_days() -> None:
    engine = correlator(4)

    assert len(engine.replay(usual(7, seed=2, start=NOW))) <= 3


def test_a_surge_of_the_usual_mix_raises_next_to_nothing() -> None:
    engine = correlator(4)

    assert len(engine.replay(usual(0.125, seed=3, start=NOW, per_hour=60))) <= 1


def test_without_two_days_of_history_there_is_only_a_watch() -> None:
    engine = correlator(1)

    assert {flag.level for flag in engine.replay(burst("down", DAY, 3, 30))} == {"watch"}


def test_who_repeats_herself_counts_once() -> None:
    engine = correlator(4)

    assert engine.replay([report(f"again-{n}", NOW + n, 3, "dana") for n in range(60)]) == []


def test_the_unknown_do_not_add_up() -> None:
    engine = correlator(4)

    anonymous = [Report(one.id, one.at, one.vector, "") for one in burst("down", NOW, 3, 30)]

    assert engine.replay(anonymous) == []


def test_the_unverified_raise_a_watch_and_the_verified_make_it_more() -> None:
    engine = correlator(4)
    watch = engine.replay(burst("strangers", NOW, 3, 40, verified=False))
    more = engine.replay(burst("known", NOW + 45, 3, 20))

    assert [flag.level for flag in watch] == ["watch"]
    assert [(flag.level, flag.issue) for flag in more] == [("emerging", watch[0].issue)]


def test_it_wakes_without_a_second_flag_and_is_another_one_the_next_day() -> None:
    settings = ScanSettings(dormant=6 * HOUR)
    engine = correlator(4, settings)
    first = engine.replay(burst("down", NOW, 3, 20))
    again = engine.replay(burst("again", NOW + 5 * HOUR, 3, 20))
    next_day = engine.replay(burst("anew", NOW + 30 * HOUR, 3, 20))

    assert again == []
    assert engine.assignments()["again-019"] == first[0].issue
    assert next_day
    assert next_day[0].issue != first[0].issue


def test_two_things_at_once_are_two_issues() -> None:
    engine = correlator(4)

    flags = engine.replay(burst("one", NOW, 3, 20) + burst("other", NOW + 1, 8, 20))

    assert len({flag.issue for flag in flags}) == 2
    mine = engine.assignments()
    assert mine["one-019"] != mine["other-019"]


def test_dismissed_stays_silent_for_a_while() -> None:
    engine = correlator(4, ScanSettings(silence=DAY))
    issue = engine.replay(burst("down", NOW, 3, 20))[0].issue
    engine.dismiss(issue)
    quiet = engine.replay(burst("again", NOW + 2 * HOUR, 3, 20))
    elsewhere = engine.replay(burst("other", NOW + 3 * HOUR, 8, 20))
    later = engine.replay(burst("later", NOW + 34 * HOUR, 3, 25))

    assert quiet == []
    assert "down-000" not in engine.assignments()
    assert elsewhere
    assert later


def test_confirmed_sleeps_longer() -> None:
    engine = correlator(4)
    issue = engine.replay(burst("down", NOW, 3, 20))[0].issue
    engine.confirm(issue)

    assert engine.replay(burst("again", NOW + 30 * HOUR, 3, 20)) == []
    assert engine.assignments()["again-019"] == issue


def test_merged_is_one_and_takes_the_reports_of_both() -> None:
    engine = correlator(4)
    flags = engine.replay(burst("one", NOW, 3, 20) + burst("other", NOW + 1, 8, 20))
    one, other = sorted({flag.issue for flag in flags})
    engine.merge(one, other)

    assert other not in engine.assignments().values()
    assert {engine.assignments()[f"{name}-019"] for name in ("one", "other")} == {one}
    assert engine.replay(burst("more", NOW + 50, 3, 5) + burst("still", NOW + 51, 8, 5)) == []
    with pytest.raises(UnknownIssue):
        engine.confirm(other)


def test_split_parts_the_members() -> None:
    engine = correlator(4)
    issue = engine.replay(burst("down", NOW, 3, 20))[0].issue
    members = sorted(member for member, name in engine.assignments().items() if name == issue)
    other = engine.split(issue, members[:5])

    assert other != issue
    assert sorted(m for m, name in engine.assignments().items() if name == other) == members[:5]
    assert sorted(m for m, name in engine.assignments().items() if name == issue) == members[5:]
    for wrong in ([], ["nobody"], members[5:]):
        with pytest.raises(ValueError, match="some members"):
            engine.split(issue, wrong)


def test_there_is_nothing_to_say_about_what_is_unknown() -> None:
    for engine in (Correlator(), correlator(1)):
        for say in (engine.confirm, engine.dismiss):
            with pytest.raises(UnknownIssue):
                say("nothing")
    assert Correlator().assignments() == {}


def test_a_new_process_takes_up_where_the_last_one_ended() -> None:
    history, down, more = usual(4), burst("down", NOW, 3, 20), burst("more", NOW + 45, 3, 30)
    whole = correlator(4)
    whole.replay(down)
    kept = whole.assignments()

    fresh = correlator()
    for one in sorted(history + down, key=lambda one: (one.at, one.id)):
        fresh.recall(one, kept.get(one.id, ""), "emerging")

    assert fresh.assignments() == kept
    assert fresh.replay(more) == whole.replay(more) == []
    assert fresh.assignments() == whole.assignments()


def test_a_late_report_counts_where_its_time_is() -> None:
    engine = correlator(4)
    early, late = burst("down", NOW, 3, 20)[:10], burst("down", NOW, 3, 20)[10:]

    engine.replay([*late, report("now", NOW + 60, 5)])
    for one in early:
        engine.add(one)

    assert sum(member.startswith("down") for member in engine.assignments()) >= 18


def test_old_reports_and_old_issues_are_forgotten() -> None:
    settings = ScanSettings(window=DAY, remember=2 * DAY, most=400)
    engine = correlator(4, settings)
    engine.replay(burst("down", NOW, 3, 20))
    engine.replay(usual(4, seed=6, start=NOW + HOUR))
    engine.replay(burst("new", NOW + 5 * DAY, 8, 20))

    window = engine._window
    assert window.high - window.low <= 400
    assert len(window.at) <= 1300
    assert window.at[window.low] > NOW
    assert not any(member.startswith("down") for member in engine.assignments())


def test_what_has_no_words_is_harmless() -> None:
    engine = correlator(4)
    hostile = [numpy.zeros(SIZE), numpy.full(SIZE, numpy.nan), numpy.full(SIZE, numpy.inf), numpy.full(SIZE, 1e30)]
    wild = [
        Report(f"w{n}-{kind}", NOW + n / 10, vector.astype(numpy.float32), f"by w{n}-{kind}")
        for n in range(20)
        for kind, vector in enumerate(hostile)
    ]

    engine.replay(wild)
    assert not any(member.endswith(("-0", "-1", "-2")) for member in engine.assignments())
    assert engine.replay(burst("down", NOW + 30, 3, 20))
