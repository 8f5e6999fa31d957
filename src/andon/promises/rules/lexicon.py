"""What a language says about times and promises, as patterns; all are matched against lower-case text.

No pattern repeats something that can repeat by itself, and sentences are cut at 600 characters: what is hostile takes
no longer than what is not.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from .times import CLOCK, DATE, DAY, FIRST, MONTH_END, PART, PAST, SPAN, WEEK, WEEKDAY, Atom

_KINDS = {
    "clock": CLOCK,
    "part": PART,
    "first": FIRST,
    "span": SPAN,
    "past": PAST,
    "day": DAY,
    "weekday": WEEKDAY,
    "date": DATE,
    "week": WEEK,
    "month_end": MONTH_END,
}


@dataclass(frozen=True, slots=True)
class Word:
    """A pattern of times. `n`, `unit`, `half` stand where the pattern has no group of that name; with an hour, `n` is
    minutes after it."""

    kind: str
    pattern: str
    n: float = 0
    unit: str = ""
    half: str = ""


@dataclass(frozen=True, slots=True)
class Lexicon:
    """`joins`: what may stand between words of one time. `not_before`: with this before it a time is no deadline.

    `commits`: somebody of ours will do something. `if_words`: conditions; `whether`: what looks like one and is none;
    `latest`: what makes a promise of "as soon as". `unsure`, `negated`, `past`: in the same part of a sentence.
    `habits`: anywhere in the sentence. `asks`: who is to do it is the customer.
    """

    words: Sequence[Word]
    numbers: Mapping[str, float]
    weekdays: Sequence[str]
    months: Sequence[str]
    units: Mapping[str, str]
    joins: str
    not_before: str
    commits: Sequence[str]
    if_words: str
    soon_words: str
    whether: str
    latest: str
    unsure: str
    negated: str
    past: str
    habits: str
    asks: str
    splits: str


@dataclass(frozen=True, slots=True)
class Read:
    """A lexicon, compiled."""

    times: Sequence[tuple[re.Pattern[str], Word]]
    lexicon: Lexicon
    joins: re.Pattern[str]
    not_before: re.Pattern[str]
    commit: re.Pattern[str]
    if_words: re.Pattern[str]
    soon_words: re.Pattern[str]
    whether: re.Pattern[str]
    latest: re.Pattern[str]
    unsure: re.Pattern[str]
    negated: re.Pattern[str]
    past: re.Pattern[str]
    habits: re.Pattern[str]
    asks: re.Pattern[str]
    splits: re.Pattern[str]


_NEVER = "(?!)"


def read(lexicon: Lexicon) -> Read:
    known = {
        "<num>": rf"(?P<num>\d{{1,3}}|{_any(lexicon.numbers)})",
        "<unit>": rf"(?P<unit>{_any(lexicon.units)})",
        "<weekday>": _named("weekday", lexicon.weekdays),
        "<month>": _named("month", lexicon.months),
    }
    times = [(re.compile(_filled(word.pattern, known)), word) for word in lexicon.words]
    names = ("not_before", "if_words", "soon_words", "whether", "latest", "unsure", "negated", "past", "habits", "asks")
    compiled = {name: re.compile(getattr(lexicon, name) or _NEVER) for name in (*names, "splits")}
    return Read(
        times=times,
        lexicon=lexicon,
        joins=re.compile(rf"(?:[\s,(–—-]|\b(?:{lexicon.joins})\b|')*"),
        commit=re.compile("|".join(f"(?:{one})" for one in lexicon.commits)),
        **compiled,
    )


def _any(words: Mapping[str, object]) -> str:
    return "|".join(sorted(words, key=len, reverse=True))


def _named(name: str, patterns: Sequence[str]) -> str:
    return "(?:" + "|".join(f"(?P<{name}{place}>{one})" for place, one in enumerate(patterns)) + ")"


def _filled(pattern: str, known: Mapping[str, str]) -> str:
    for mark, meant in known.items():
        pattern = pattern.replace(mark, meant)
    return pattern


def atom_of(found: re.Match[str], word: Word, lexicon: Lexicon) -> Atom | None:
    said = found.groupdict()
    n: float = word.n
    if said.get("num"):
        n = float(said["num"]) if said["num"].isdigit() else lexicon.numbers[said["num"]]
    if word.kind == CLOCK and "h" in said:
        n = word.n + _minutes(said, lexicon)
        if not 0 <= n <= 24 * 60:
            return None
    unit = lexicon.units[said["unit"]] if said.get("unit") else word.unit
    if word.kind == WEEKDAY:
        n = float(_place(said, "weekday"))
    if word.kind == DATE:
        n = float(said["d"])
    return Atom(
        kind=_KINDS[word.kind],
        start=found.start(),
        end=found.end(),
        n=n,
        unit=unit,
        half=_half(said, word),
        month=_month(said),
        year=int(said["y"]) if said.get("y") else 0,
    )


def _minutes(said: Mapping[str, str | None], lexicon: Lexicon) -> float:
    hour = said["h"] or "0"
    whole = float(hour) if hour.isdigit() else lexicon.numbers.get(hour, 99)
    minutes = int(said.get("m") or said.get("late_m") or 0)
    return whole * 60 + minutes if minutes < 60 else 99 * 60


def _half(said: Mapping[str, str | None], word: Word) -> str:
    given = said.get("ap")
    if given:
        return "pm" if given.startswith("p") else "am"
    return word.half


def _place(said: Mapping[str, str | None], name: str) -> int:
    return next((int(key[len(name) :]) for key, value in said.items() if key.startswith(name) and value), 0)


def _month(said: Mapping[str, str | None]) -> int:
    if said.get("mm"):
        return int(said["mm"] or 0)
    return next((int(key[5:]) + 1 for key, value in said.items() if key.startswith("month") and value), 0)
