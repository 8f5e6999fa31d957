"""A case's state in a customer's words, and how far it is."""

from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _

from andon.cases.rules.lifecycle import CLOSED, NEW, SOLVED, WAITING_CUSTOMER


@dataclass(frozen=True, slots=True)
class Step:
    """`state`: done, now or "" (to come)."""

    name: str
    state: str
    at: datetime | None
    hint: str = ""


def words(status: str, *, solved: bool = False) -> str:
    """Who holds the ball."""
    if status == NEW:
        return _("We have it. A person will look at it and answer you.")
    if status == WAITING_CUSTOMER:
        return _("We have answered and wait for you.")
    if status == SOLVED:
        return _("We believe that it is solved. Please check.")
    if status == CLOSED:
        return _("This case is closed. If something is wrong again, write here.")
    return _("We are on it.")


def steps(
    status: str,
    opened_at: datetime,
    first_reply_at: datetime | None,
    solved_at: datetime | None,
    closed_at: datetime | None,
) -> list[Step]:
    """Received, answered, solved, closed: each with when it was."""
    answered = first_reply_at is not None or status in (SOLVED, CLOSED)
    closed = status == CLOSED
    third = {SOLVED: _("Solved? Please check"), CLOSED: _("Solved")}.get(status, _("Being solved"))
    return [
        Step(_("Received"), "done", opened_at),
        Step(
            _("Answered") if answered else _("Waits for our answer"), _state(answered, now=not answered), first_reply_at
        ),
        Step(third, _state(closed, now=answered), solved_at),
        Step(_("Closed"), _state(closed, now=False), closed_at if closed else None),
    ]


def _state(done: bool, *, now: bool) -> str:
    return "done" if done else "now" if now else ""
