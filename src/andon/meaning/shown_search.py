"""The part of a screen that says what was found by meaning: whichever room shows it, it is one fragment."""

from collections.abc import Collection
from typing import Any
from uuid import UUID

from andon.people.access import Access

from .reads.found_by_meaning import found_by, newest_search, nobody_answers


def by_meaning(
    access: Access, text: str, *, kinds: Collection[str] = (), besides: Collection[UUID] = ()
) -> dict[str, Any]:
    """The context of `meaning/_by_meaning.html`; empty for what is too short to mean something."""
    text = " ".join(text.split())
    if len(text) < 3 or "\0" in text:
        return {}
    search = newest_search(access, text)
    shown: dict[str, Any] = {"text": text, "search": search}
    if search is not None and search.answered_at is None:
        shown["nobody_answers"] = nobody_answers()
    elif search is not None:
        shown["found"] = found_by(search, access, kinds=kinds, besides=besides)
    return {"by_meaning": shown}
