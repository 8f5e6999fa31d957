"""Whether one case fits a filter, as plain values: the meaning of the language, which lists ask the database for."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from .filters import ANY, GROUPS, LATE, ME, MINE, NONE, Filter, Term, field_value


@dataclass(frozen=True, slots=True, kw_only=True)
class Seen:
    """A case as the reader sees it. People, teams, types and accounts by the names that filters use; "" is nobody."""

    status: str
    status_since: datetime
    opened_at: datetime
    due_at: datetime | None = None
    owner: str = ""
    is_readers: bool = False
    team: str = ""
    is_readers_team: bool = False
    type: str = ""
    brand: str = ""
    priority: str = "normal"
    account: str = ""
    tier: str = "standard"
    channel: str = ""
    language: str = ""
    tags: list[str] = field(default_factory=list)
    verified: bool = False
    spam: bool = False
    owed: bool = False
    asked: bool = False
    follow_up: bool = False
    fields: Mapping[str, Any] = field(default_factory=dict)
    text: tuple[str, ...] = ()
    exact: tuple[str, ...] = ()


def matches(found: Filter, case: Seen, kinds: Mapping[str, str], now: datetime) -> bool:
    if case.spam and not found.shows_spam:
        return False
    if not all(_holds(term, case, kinds, now) != term.negated for term in found.terms):
        return False
    words = found.words.lower()
    return not words or words in case.exact or any(words in part.lower() for part in case.text)


def _holds(term: Term, case: Seen, kinds: Mapping[str, str], now: datetime) -> bool:
    if term.key:
        return _field_holds(term, case.fields.get(term.key), kinds[term.key])
    match term.name:
        case "status":
            return any(case.status == value or case.status in GROUPS.get(value, ()) for value in term.values)
        case "waiting" | "opened" | "due":
            return _time_holds(term, case, now)
        case "is":
            marks = {"verified": case.verified, "unverified": not case.verified, "spam": case.spam}
            marks |= {"owed": case.owed, "asked": case.asked, "follow_up": case.follow_up}
            return any(marks[value] for value in term.values)
        case "tag":
            return any(_is(value, case.tags) for value in term.values)
        case "owner":
            return any(_is(value, case.owner) or (value == ME and case.is_readers) for value in term.values)
        case "team":
            return any(_is(value, case.team) or (value == MINE and case.is_readers_team) for value in term.values)
    return any(_is(value, getattr(case, term.name)) for value in term.values)


def _is(value: str, has: str | list[str]) -> bool:
    if value in (NONE, ANY):
        return bool(has) == (value == ANY)
    return value in has if isinstance(has, list) else value == has


def _time_holds(term: Term, case: Seen, now: datetime) -> bool:
    if term.name == "due":
        if term.op == ":":
            late = case.due_at is not None and case.due_at <= now
            marks = {NONE: case.due_at is None, ANY: case.due_at is not None, LATE: late}
            return any(marks[value] for value in term.values)
        if case.due_at is None:
            return False
        until = now + term.span
        return case.due_at < until if term.op == "<" else case.due_at > until
    since = case.status_since if term.name == "waiting" else case.opened_at
    before = now - term.span
    return since > before if term.op == "<" else since < before


def _field_holds(term: Term, has: Any, kind: str) -> bool:
    if term.op != ":":
        than: Any = field_value(kind, term.values[0], term.name)
        return has is not None and (has < than if term.op == "<" else has > than)
    return any(_field_is(value, has, kind, term.name) for value in term.values)


def _field_is(value: str, has: Any, kind: str, name: str) -> bool:
    if value in (NONE, ANY):
        return (has is not None) == (value == ANY)
    wanted = field_value(kind, value, name)
    return wanted in has if isinstance(has, list) else has is not None and has == wanted
