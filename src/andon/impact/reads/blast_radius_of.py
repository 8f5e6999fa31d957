"""What was found of whom a subject's reports come from, in words and bars."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.utils.formats import number_format
from django.utils.translation import gettext as _

from andon.impact.models import BlastRadius
from andon.kit.subject import Subject

from .value_words import PLACES, ValueWords, plain_key, value_words

FEWEST = 3


@dataclass(frozen=True, slots=True)
class Said:
    """A finding as a sentence: before, the segment, after; its confidence in per cent."""

    before: str
    segment: str
    after: str
    percent: int
    is_hint: bool

    @property
    def whole(self) -> str:
        return f"{self.before} {self.segment}{self.after}"


@dataclass(frozen=True, slots=True)
class BarRow:
    """Per cent of the width each; the numbers beside them are texts."""

    value: str
    here: float
    low: float
    high: float
    all: float
    of_reports: str
    of_all: str
    inside: int
    hit: bool


@dataclass(frozen=True, slots=True)
class BarTable:
    label: str
    rows: list[BarRow]
    strongest: bool = False


@dataclass(frozen=True, slots=True)
class Radius:
    """`said` None: no specific segment, or too few reports."""

    row: BlastRadius
    said: Said | None = None
    second: Said | None = None
    runner_up: str = ""
    question: str = ""
    bars: list[BarTable] = field(default_factory=list)
    more_bars: list[BarTable] = field(default_factory=list)
    no_factor: list[str] = field(default_factory=list)

    @property
    def too_few(self) -> bool:
        return self.row.reports < FEWEST

    @property
    def table(self) -> Mapping[str, int] | None:
        table: Mapping[str, int] | None = self.row.found.get("table")
        return table


MOST_BARS = 3
WORTH_SAYING = 0.02
"""A runner-up that is less likely than this is left out."""


def blast_radii(subjects: Sequence[Subject]) -> dict[Subject, Radius]:
    """Per subject of one kind, where something was looked for; two queries."""
    ids = [subject.id for subject in subjects]
    kinds = {subject.kind for subject in subjects}
    rows = list(BlastRadius.objects.filter(subject_kind__in=kinds, subject_id__in=ids))
    if not rows:
        return {}
    words = value_words()
    return {row.subject: _radius(row, words) for row in rows}


def _radius(row: BlastRadius, words: ValueWords) -> Radius:
    findings = row.found.get("findings") or []
    ranges = {each["attr"]: _range(each, words) for one in reversed(findings) for each in one["predicates"]}
    bars = [_bars(one, words, ranges) for one in row.found.get("bars") or []]
    others = _no_factor(row, words)
    if not findings:
        return Radius(row, bars=bars[:MOST_BARS], more_bars=bars[MOST_BARS:], no_factor=others)
    first = findings[0]
    named = sum(one["named"] for one in row.found["bars"])
    shown = max(MOST_BARS, named)
    if bars:
        bars[0] = BarTable(bars[0].label, bars[0].rows, strongest=True)
    return Radius(
        row,
        said=_said(first, words),
        second=_said(findings[1], words) if len(findings) > 1 else None,
        runner_up=_runner_up(first["runner_up"], words),
        question=words.label(first["question"]) if first["question"] else "",
        bars=bars[:shown],
        more_bars=bars[shown:],
        no_factor=others,
    )


def _no_factor(row: BlastRadius, words: ValueWords) -> list[str]:
    """By what the attributes are called; not one of which another value is a factor."""
    factors = {plain_key(one["attr"]) for one in row.found.get("bars") or []}
    keys = dict.fromkeys(plain_key(attr) for attr in row.found.get("no_factor") or [])
    return [words.label(key) for key in keys if key not in factors]


def _said(finding: Mapping[str, Any], words: ValueWords) -> Said:
    counts = {
        "inside": finding["inside"],
        "reports": finding["reports"],
        "percent": round(100 * finding["inside"] / finding["reports"]),
    }
    text = _("%(inside)s of %(reports)s reports (%(percent)s %%) come from customers")
    if finding["is_second"]:
        text = _("%(inside)s of the other %(reports)s reports (%(percent)s %%) come from customers")
    return Said(
        before=text % counts,
        segment=segment_words(finding["predicates"], words),
        after=_after(finding, words),
        percent=min(99, int(100 * finding["confidence"])),
        is_hint=finding["is_hint"],
    )


def _after(finding: Mapping[str, Any], words: ValueWords) -> str:
    whole = {"share": share_words(finding["share"]), "n": number_format(finding["customers"], force_grouping=True)}
    parts = [_(": %(share)s of all customers, %(n)s accounts.") % whole]
    left = finding["reports"] - finding["inside"]
    if left:
        parts.append(_("Not explained: %(n)s.") % {"n": left})
    parts += [_nobody(part["values"], words) for part in finding["parts"] if part["code"] == "nobody"]
    return " ".join(parts)


def _nobody(values: Mapping[str, Any], words: ValueWords) -> str:
    inner = values["segment"]["values"]
    predicate = {"attr": inner["attr"], "op": "==", "value": inner.get("value")}
    said = {"segment": segment_words([predicate], words), "expected": number_format(values["expected"])}
    return _("Nobody %(segment)s (expected %(expected)s).") % said


def _runner_up(rival: Mapping[str, Any] | None, words: ValueWords) -> str:
    if rival is None or rival["confidence"] < WORTH_SAYING:
        return ""
    said = {
        "segment": segment_words(rival["predicates"], words),
        "percent": max(1, round(100 * rival["confidence"])),
        "share": share_words(rival["share"]),
    }
    return _("customers %(segment)s (%(percent)s %%), %(share)s of all") % said


def segment_words(predicates: Sequence[Mapping[str, Any]], words: ValueWords) -> str:
    """ "with Platform Android 5.1 in southern Europe"."""
    having = [_phrase(one, words) for one in predicates if one["attr"] not in PLACES]
    where = [_where(one, words) for one in predicates if one["attr"] in PLACES]
    what = [_("with %(what)s") % {"what": _(" and ").join(having)}] if having else []
    return " ".join([*what, *where])


def _where(one: Mapping[str, Any], words: ValueWords) -> str:
    values = one["value"] if one["op"] == "in" else [one["value"]]
    return _("in %(place)s") % {"place": words.one_of(one["attr"], values)}


def _phrase(one: Mapping[str, Any], words: ValueWords) -> str:
    attr, op, value = one["attr"], one["op"], one["value"]
    said = {"label": words.label(attr)}
    if isinstance(value, bool):
        return said["label"] if value else _("no %(label)s") % said
    if op == "between":
        said |= {"low": words.value(attr, value[0]), "high": words.value(attr, value[1])}
        return _("%(label)s %(low)s to %(high)s") % said
    said["value"] = words.one_of(attr, value) if op == "in" else words.value(attr, value)
    number = isinstance(value, int | float)
    text = {
        ">=": _("%(label)s %(value)s or more") if number else _("%(label)s %(value)s or later"),
        "<=": _("%(label)s %(value)s or less") if number else _("%(label)s %(value)s or earlier"),
    }.get(op, _("%(label)s %(value)s"))
    return text % said


def _range(one: Mapping[str, Any], words: ValueWords) -> str:
    """The values of a predicate without the attribute; "" of a single value."""
    if one["op"] == "==":
        return ""
    if one["op"] == "in":
        return words.one_of(one["attr"], one["value"])
    return _phrase(one, words).removeprefix(words.label(one["attr"])).strip()


def share_words(share: float) -> str:
    """In per cent, two digits that say something."""
    percent = 100 * share
    return f"{number_format(f'{percent:.0f}' if percent >= 10 else f'{percent:.2g}')} %"


def _bars(one: Mapping[str, Any], words: ValueWords, ranges: Mapping[str, str]) -> BarTable:
    attr = one["attr"]
    return BarTable(words.label(attr), [_bar_row(attr, bar, words, ranges.get(attr, "")) for bar in one["bars"]])


def _bar_row(attr: str, bar: Mapping[str, Any], words: ValueWords, range_said: str) -> BarRow:
    value = words.value(attr, bar["value"])
    if bar["rest"] or (range_said and bar["value"] is False):
        value = _("all others")
    elif range_said and bar["value"] is True:
        value = range_said
    return BarRow(
        value=value,
        here=round(bar["of_reports"] * 100, 1),
        low=round(bar["low"] * 100, 1),
        high=round(bar["high"] * 100, 1),
        all=round(bar["of_all"] * 100, 1),
        of_reports=share_words(bar["of_reports"]),
        of_all=share_words(bar["of_all"]),
        inside=bar["inside"],
        hit=bar["hit"],
    )
