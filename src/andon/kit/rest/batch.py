"""Batch verbs: 200 with one result or problem per item, in the caller's order."""

from collections.abc import Callable, Sequence
from typing import Annotated, Any, Generic, TypeVar

from django.db import DataError, IntegrityError, transaction
from django.utils.translation import gettext as _
from ninja import Schema
from pydantic import ValidationError, WrapValidator

from andon.kit.errors import Invalid, Refused

from .faults import faults_of
from .problem import Problem, problem_of

T = TypeVar("T")
R = TypeVar("R")
MOST_ITEMS = 1000


class Outcome(Schema, Generic[T]):
    """What became of one item: a result, or a problem."""

    status: int
    result: T | None = None
    problem: Problem | None = None


class Unreadable:
    """An item that its schema refused; it must not take the other items with it."""

    def __init__(self, refused: Refused) -> None:
        self.refused = refused


def _lenient(value: Any, read: Callable[[Any], Any]) -> Any:
    try:
        return read(value)
    except ValidationError as error:
        return Unreadable(Invalid(faults_of(error.errors(include_url=False, include_input=False))))


# `items: list[Each[CaseIn]]`: documented as CaseIn; a bad one becomes the problem of its own place.
Each = Annotated[T, WrapValidator(_lenient)]


def answer_each(
    items: Sequence[T], act: Callable[[list[T]], Sequence[R]], *, status: int = 200
) -> list[dict[str, Any]]:
    """Act on all at once; if that is refused, one by one, so that a bad item fails alone.

    `act` answers in order, with a result or a refusal for each.
    """
    refused = {place: item.refused for place, item in enumerate(items) if isinstance(item, Unreadable)}
    good = [place for place in range(len(items)) if place not in refused]
    results: dict[int, R] = {}
    try:
        results = dict(zip(good, _apart(act, [items[place] for place in good]), strict=True))
    except Refused:
        for place in good:
            try:
                (results[place],) = _apart(act, [items[place]])
            except Refused as reason:
                refused[place] = reason
    refused |= {place: result for place, result in results.items() if isinstance(result, Refused)}
    return [
        {"status": status, "result": results[place]}
        if place not in refused
        else {"status": refused[place].status, "problem": problem_of(refused[place])}
        for place in range(len(items))
    ]


def _apart(act: Callable[[list[T]], Sequence[R]], items: list[T]) -> Sequence[R]:
    if not items:
        return []
    try:
        with transaction.atomic():
            return act(items)
    except (DataError, IntegrityError, UnicodeError):
        # What the rules let through and the database refuses is this item's fault, not the batch's.
        raise Invalid({"": _("The database refuses these values.")}) from None
