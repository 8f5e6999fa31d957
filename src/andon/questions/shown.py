"""An ask as it stands on a screen: with what can be pressed."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from andon.cases.models import Case

from .models import Ask
from .passing import brands_that_do_not_ask, why_not
from .rules.answers import CHOICE, YES_NO

MOST_KEYS = 9


@dataclass(frozen=True, slots=True)
class Option:
    """A button: what it stores, what it says, and the key that presses it, or ""."""

    value: str
    label: str
    key: str


@dataclass(frozen=True, slots=True)
class Waiting:
    """`options` empty: the answer is typed. `pass_to`: the name of the customer who may be asked, or ""."""

    ask: Ask
    case: Case
    options: list[Option]
    pass_to: str
    keys: bool


def waiting_shown(asks: Sequence[Ask], *, keys: bool = True) -> list[Waiting]:
    """At most two queries; the first of them is answered by keys."""
    refused = brands_that_do_not_ask() if any(ask.question.customers for ask in asks) else set()
    return [_shown(ask, refused, keys=keys and place == 0) for place, ask in enumerate(asks)]


def _shown(ask: Ask, refused: set[object], *, keys: bool) -> Waiting:
    case = ask.through
    may = not why_not(ask, case, refused=refused)
    name = (case.contact.first_name if case.contact else "") or _("the customer")
    return Waiting(ask, case, options_of(ask, keys=keys), name if may else "", keys)


def options_of(ask: Ask, *, keys: bool) -> list[Option]:
    question = ask.question
    pairs: list[tuple[str, str]] = []
    if question.kind == YES_NO:
        pairs = [("yes", _("Yes")), ("no", _("No"))]
    elif question.kind == CHOICE:
        pairs = list(question.labels.items())
    return [
        Option(value, label, str(place) if keys and place <= MOST_KEYS else "")
        for place, (value, label) in enumerate(pairs, start=1)
    ]
