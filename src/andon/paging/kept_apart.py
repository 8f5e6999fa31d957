"""Kinds of subjects whose pages are not for everybody at work: the higher room says who sees which."""

from collections.abc import Callable
from typing import Any

from django.db.models import QuerySet

from andon.people.access import Access

Seen = Callable[[Access], "QuerySet[Any, Any]"]
_kinds: dict[str, Seen] = {}


def keep_apart(kind: str, seen: Seen) -> None:
    """At start-up (`ports.py`): `seen` answers the ids of the subjects that somebody sees, who was paged included."""
    _kinds[kind] = seen


def kept_apart() -> list[tuple[str, Seen]]:
    return list(_kinds.items())
