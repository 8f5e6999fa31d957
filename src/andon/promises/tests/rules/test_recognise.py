"""Promises in six languages: a table of sentences, half of which only look like one.

The grammar was written on one half of each table; the other half, written before, only measures it.
"""

from datetime import UTC, date, datetime
from pathlib import Path
from time import process_time
from zoneinfo import ZoneInfo

import pytest

from andon.promises.rules.lexicons import LANGUAGES
from andon.promises.rules.recognise import Recognised, recognise
from andon.promises.rules.times import Hours

TABLES = Path(__file__).parent.parent / "sentences"
BERLIN = ZoneInfo("Europe/Berlin")
NOW = datetime(2026, 11, 25, 10, tzinfo=BERLIN)
Row = tuple[datetime | None, str]


def rows_of(language: str) -> list[Row]:
    lines = (TABLES / f"{language}.txt").read_text(encoding="utf-8").splitlines()
    return [_row(*line.split("|", 1)) for line in lines if not line.startswith("#")]


def _row(said: str, sentence: str) -> Row:
    if said == "-":
        return None, sentence
    day, time = said.split()
    month = 11 if int(day) >= 20 else 12
    return datetime(2026, month, int(day), int(time[:2]), int(time[3:]), tzinfo=BERLIN), sentence


def half(rows: list[Row], which: int) -> list[Row]:
    """Every second promise and every second trap."""
    return [row for kind in (True, False) for row in [one for one in rows if bool(one[0]) is kind][which::2]]


def found_in(text: str, locale: str = "en", now: datetime = NOW, zone: ZoneInfo = BERLIN) -> list[Recognised]:
    return recognise(text, now=now, zone=zone, locale=locale)


def dues(text: str, locale: str = "en", now: datetime = NOW) -> list[str]:
    return [f"{one.due_at:%d %H:%M}" for one in found_in(text, locale, now)]


def measured(rows: list[Row], language: str) -> tuple[float, float]:
    """Precision and recall; what is found with another moment counts as wrong in both."""
    right = wrong = missed = 0
    for wanted, sentence in rows:
        got = [one.due_at for one in found_in(sentence, language)]
        hit = wanted is not None and got == [wanted]
        right += hit
        wrong += bool(got) and not hit
        missed += wanted is not None and not hit
    return right / (right + wrong), right / (right + missed)


@pytest.mark.parametrize("language", LANGUAGES)
def test_at_least_two_hundred_sentences_half_of_them_traps(language: str) -> None:
    rows = rows_of(language)
    assert len(rows) >= 200
    assert sum(due is None for due, _sentence in rows) >= 98
    assert len({sentence for _due, sentence in rows}) == len(rows)


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_was_not_looked_at_while_writing_is_recognised(language: str) -> None:
    precision, recall = measured(half(rows_of(language), 1), language)
    assert precision >= 0.95
    assert recall >= 0.9


@pytest.mark.parametrize("language", LANGUAGES)
def test_nothing_of_the_first_half_is_lost(language: str) -> None:
    assert measured(half(rows_of(language), 0), language) == (1.0, 1.0)


def test_where_it_stands_in_the_text() -> None:
    text = "Hello Dana,\n\nI am sorry. I’ll get back to you by 3 pm, promised. Kind regards"
    (one,) = found_in(text)
    assert text[one.start : one.end] == "I’ll get back to you by 3 pm, promised"


def test_two_promises_are_two() -> None:
    assert dues("I'll call you today at 4 pm. We'll send the invoice by Friday.") == ["25 16:00", "27 18:00"]


def test_no_more_than_five() -> None:
    assert len(found_in("\n".join(f"I'll write by {hour}:00." for hour in range(11, 20)))) == 5


def test_by_the_clock_of_the_customer() -> None:
    (one,) = found_in("I'll get back to you by 3 pm.", zone=ZoneInfo("America/New_York"))
    assert one.due_at.astimezone(UTC) == datetime(2026, 11, 25, 20, tzinfo=UTC)


def test_three_hours_are_three_hours_in_the_night_of_the_clocks() -> None:
    night = datetime(2026, 10, 25, 0, 30, tzinfo=BERLIN)
    (one,) = found_in("I'll write within 3 hours.", now=night)
    assert (one.due_at.astimezone(UTC) - night.astimezone(UTC)).total_seconds() == 3 * 3600


def test_what_is_over_is_meant_for_tomorrow_unless_today_is_said() -> None:
    evening = NOW.replace(hour=17)
    assert dues("I'll get back to you by 3 pm.", now=evening) == ["26 15:00"]
    assert dues("I'll get back to you today by 3 pm.", now=evening) == []


def test_working_days_leave_out_what_is_closed() -> None:
    hours = Hours(closed=frozenset({date(2026, 11, 26)}))
    (one,) = recognise("We'll reply within one business day.", now=NOW, zone=BERLIN, locale="en", hours=hours)
    assert one.due_at.date() == date(2026, 11, 27)


def test_own_hours() -> None:
    hours = Hours(opens=480, closes=960, parts={"morning": 660, "noon": 720, "afternoon": 960, "evening": 1200})
    found = recognise("I'll reply tomorrow morning.", now=NOW, zone=BERLIN, locale="en", hours=hours)
    assert [f"{one.due_at:%d %H:%M}" for one in found] == ["26 11:00"]


def test_dates_that_are_none() -> None:
    assert dues("I'll send it by 31 November.") == []
    assert dues("I'll send it on 2031-01-01.") == []
    assert dues("I'll write by 25:00.") == []
    assert dues("I'll write by 99:99.") == []


def test_a_language_without_a_lexicon_has_none() -> None:
    assert found_in("I'll get back to you by 3 pm.", "ja") == []
    assert dues("Respondo até às 15h.", "pt-BR") == ["25 15:00"]


HOSTILE = {
    "spaces": " " * 100_000,
    "one word": "a" * 100_000,
    "promises": "I'll get back to you by 3 pm, " * 3_300,
    "conditions": "I'll get back to you by 3 pm if you.\n" * 2_700,
    "times": "by 3 " * 20_000,
    "quotes": '"' * 100_000,
    "open quotes": "„a" * 50_000,
    "verbs": "ich werde habe ge " * 5_500,
    "digits": "12:" * 33_000,
    "odd": "\x00İ\ud800ß" * 25_000,
}


@pytest.mark.parametrize("name", HOSTILE)
@pytest.mark.parametrize("language", LANGUAGES)
def test_hostile_text_takes_no_longer(name: str, language: str) -> None:
    begun = process_time()
    found_in(HOSTILE[name], language)
    assert process_time() - begun < 3
