"""An event's type is its fact's kind as other systems write such names: cases.CaseOpened is `cases.case_opened`."""

import re
from collections.abc import Collection, Iterable

from andon.timeline.facts import all_fact_types

_WORD = re.compile(r"(?<=[a-z0-9])(?=[A-Z])")


def type_of_kind(kind: str) -> str:
    room, _, name = kind.partition(".")
    return f"{room}.{_WORD.sub('_', name).lower()}"


def all_types() -> dict[str, str]:
    """Type to the kind of its facts."""
    return {type_of_kind(known.kind): known.kind for known in all_fact_types()}


def rooms() -> list[tuple[str, str]]:
    """As choices: everything that happens in a room."""
    return [(room, f"{room}.*") for room in sorted({type.partition(".")[0] for type in all_types()})]


def type_choices() -> list[tuple[str, str]]:
    seen_by = {known.kind: known.seen_by for known in all_fact_types()}
    return [(type, f"{type} ({seen_by[kind]})") for type, kind in sorted(all_types().items())]


def kinds_chosen(rooms: Collection[str], types: Iterable[str], audiences: Collection[str]) -> set[str]:
    """The kinds of facts that an endpoint gets: of whole rooms or named, and only what its audiences may see."""
    known, named = all_types(), set(types)
    may_see = {found.kind for found in all_fact_types() if found.seen_by in audiences}
    chosen = {kind for type, kind in known.items() if type in named or type.partition(".")[0] in rooms}
    return chosen & may_see


def hidden_types(types: Iterable[str], audiences: Collection[str]) -> list[str]:
    """Types named that the audiences may not see."""
    known = all_types()
    seen_by = {found.kind: found.seen_by for found in all_fact_types()}
    return sorted(type for type in types if type in known and seen_by[known[type]] not in audiences)
