"""The language in which a list of cases is described: `status:open,new -tag:vat waiting>2d "gift card"`.

Terms stand beside each other and all must hold; of a term's values one must; a minus turns a term round. `:none` is
what is empty, `:any` what is not. Anything else are words, looked for together. A name or value that we do not know is
refused. What is spam is left out unless `is:spam` asks for it.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import timedelta

from django.utils.translation import gettext as _

from andon.cases.rules.due import TIERS
from andon.kit.errors import Invalid

from . import fields
from .lifecycle import CLOSED, OUR_TURN, RUNNING, SOLVED, STATUSES, WAITING

MOST_TEXT, MOST_TERMS, MOST_VALUES = 1000, 30, 50
NONE, ANY, ME, MINE, LATE = "none", "any", "me", "mine", "late"
GROUPS: Mapping[str, frozenset[str]] = {
    "running": RUNNING,
    "ours": OUR_TURN,
    "waiting": frozenset(WAITING),
    "over": frozenset({SOLVED, CLOSED}),
}
MARKS = ("verified", "unverified", "spam", "owed", "asked", "follow_up")
SPANS, PEOPLE = ("waiting", "opened", "due"), ("owner", "team", "type", "brand", "account")
NAMES = ("status", *PEOPLE, "tag", "channel", "tier", "priority", "language", *SPANS, "is")
FIELD = "field."
_TERM = re.compile(r'(-?)([a-z_]+(?:\.[a-z0-9_-]+)?)([:<>])((?:"[^"]*"|[^\s",])+(?:,(?:"[^"]*"|[^\s",])+)*)(?=\s|$)')
_WORDS = re.compile(r'"([^"]*)"(?=\s|$)|([^\s":<>]+)(?=\s|$)')
_VALUE = re.compile(r'(?:"[^"]*"|[^\s",])+')
_SPAN = re.compile(r"(\d{1,5})([mhd])")
_PLAIN = re.compile(r'[^\s",]+')
_UNITS = {"m": "minutes", "h": "hours", "d": "days"}


@dataclass(frozen=True, slots=True)
class Term:
    """`op`: ":" one of the values, "<" or ">" less or more than the one value."""

    name: str
    op: str
    values: tuple[str, ...]
    negated: bool = False

    @property
    def key(self) -> str:
        """Of an own field; "" for any other name."""
        return self.name.removeprefix(FIELD) if self.name.startswith(FIELD) else ""

    @property
    def span(self) -> timedelta:
        """The length of time that "<" and ">" compare with."""
        return read_span(self.values[0])


@dataclass(frozen=True, slots=True)
class Filter:
    terms: tuple[Term, ...] = ()
    words: str = ""

    @property
    def shows_spam(self) -> bool:
        return any(term.name == "is" and "spam" in term.values and not term.negated for term in self.terms)

    def named(self, name: str) -> set[str]:
        """All values that terms of this name have."""
        return {value for term in self.terms if term.name == name for value in term.values}


def parse(text: str, kinds: Mapping[str, str]) -> Filter:
    """The filter of a text; `kinds` are the keys of own fields and what they hold. Raises Invalid by `filter`."""
    if len(text) > MOST_TEXT or "\0" in text:
        raise _refused(_("A filter has at most %(count)s characters.") % {"count": MOST_TEXT})
    terms: list[Term] = []
    words: list[str] = []
    place = 0
    while place < len(text):
        if text[place].isspace():
            place += 1
        elif found := _TERM.match(text, place):
            terms.append(_checked(_term(found), kinds))
            place = found.end()
        elif said := _WORDS.match(text, place):
            words.append(said[1] if said[1] is not None else said[2])
            place = said.end()
        else:
            raise _refused(_("“%(part)s” is not understood here.") % {"part": text[place : place + 30]})
    if len(terms) > MOST_TERMS:
        raise _refused(_("At most %(count)s conditions.") % {"count": MOST_TERMS})
    return Filter(tuple(terms), " ".join(" ".join(words).split())[:100].strip())


def written(found: Filter) -> str:
    """The text of a filter; reading it gives the filter again."""
    parts = [
        f"{'-' if term.negated else ''}{term.name}{term.op}{','.join(_quoted(value) for value in term.values)}"
        for term in found.terms
    ]
    return " ".join([*parts, f'"{found.words}"'] if found.words else parts)


def read_span(text: str) -> timedelta:
    """90m, 4h, 2d; raises Invalid for anything else."""
    if not (found := _SPAN.fullmatch(text)):
        raise _refused(_("“%(text)s” is no length of time, such as 30m, 4h or 2d.") % {"text": text[:30]})
    return timedelta(**{_UNITS[found[2]]: int(found[1])})


def _term(found: "re.Match[str]") -> Term:
    values = [value.replace('"', "") for value in _VALUE.findall(found[4])]
    name = found[2]
    lower = name == "tag" or name in ("status", "owner", "tier", "priority", "channel", "is", *SPANS)
    return Term(name, found[3], tuple(value.lower() if lower else value for value in values), found[1] == "-")


def _checked(term: Term, kinds: Mapping[str, str]) -> Term:
    if term.name not in NAMES and term.key not in kinds:
        raise _refused(_("There is nothing called “%(name)s” to filter by.") % {"name": term.name[:60]})
    if len(term.values) > MOST_VALUES or not all(term.values):
        raise _refused(_("“%(name)s” needs a value.") % {"name": term.name})
    if term.op != ":":
        _check_comparison(term, kinds)
    else:
        _check_values(term, kinds)
    return term


def _check_comparison(term: Term, kinds: Mapping[str, str]) -> None:
    kind = kinds.get(term.key, "")
    if len(term.values) > 1 or (term.name not in SPANS and kind not in (fields.NUMBER, fields.DATE)):
        raise _refused(_("“%(name)s” cannot be compared with < or >.") % {"name": term.name})
    if term.name in SPANS:
        read_span(term.values[0])
    else:
        field_value(kind, term.values[0], term.name)


def _check_values(term: Term, kinds: Mapping[str, str]) -> None:
    known: Mapping[str, Iterable[str]] = {
        "status": (*STATUSES, *GROUPS),
        "tier": TIERS,
        "is": MARKS,
        "due": (NONE, ANY, LATE),
        "waiting": (),
        "opened": (),
    }
    if term.name in known and (bad := set(term.values) - set(known[term.name])):
        said = {"name": term.name, "value": min(bad)[:30], "known": ", ".join(known[term.name]) or "<2d, >2d"}
        raise _refused(_("“%(name)s” is never “%(value)s”, but: %(known)s.") % said)
    if term.key:
        for value in set(term.values) - {NONE, ANY}:
            field_value(kinds[term.key], value, term.name)


def field_value(kind: str, text: str, name: str) -> object:
    """What a value of an own field is compared with."""
    if kind == fields.YES_NO and text in ("yes", "no"):
        return text == "yes"
    if kind == fields.NUMBER:
        return _number(text, name)
    if kind == fields.DATE and not re.fullmatch(r"\d{4}-\d{2}-\d{2}", text):
        raise _refused(_("“%(name)s” is a day, such as 2026-11-24.") % {"name": name})
    if kind == fields.YES_NO:
        raise _refused(_("“%(name)s” is yes or no.") % {"name": name})
    return text


def _number(text: str, name: str) -> float:
    if not re.fullmatch(r"-?\d{1,15}(\.\d{1,10})?", text):
        raise _refused(_("“%(name)s” is a number.") % {"name": name})
    return float(text) if "." in text else int(text)


def _quoted(value: str) -> str:
    return value if _PLAIN.fullmatch(value) else f'"{value}"'


def _refused(message: str) -> Invalid:
    return Invalid({"filter": message})
