"""When a question ends by itself, and when it is asked again of who has not answered."""

from datetime import datetime, timedelta

from django.utils.translation import gettext as _

from andon.kit import clock
from andon.kit.errors import Invalid
from andon.kit.moments import within_reach
from andon.work.plan import cancel, plan

from .models import Question

REMIND_AFTER = (timedelta(minutes=15), timedelta(hours=1), timedelta(hours=4))
"""Since it was asked, or asked again by reopening it."""


def checked_until(moment: datetime | None) -> datetime | None:
    """Raises Invalid by `open_until` for what is over, or far away."""
    if moment is not None and moment.tzinfo is not None and moment <= clock.now():
        raise Invalid({"open_until": _("That is in the past. Write a time from now on.")})
    return within_reach(moment, "open_until", clock.now())


def plan_times(question: Question) -> None:
    """In the transaction of the change."""
    from .due import close_in_time

    plan_reminder(question, 0)
    if question.open_until is not None:
        args = {"question": str(question.id)}
        plan(close_in_time, args, key=_until(question), run_at=question.open_until)


def plan_reminder(question: Question, number: int) -> None:
    from .due import remind

    if number < len(REMIND_AFTER):
        waits = REMIND_AFTER[number] - (REMIND_AFTER[number - 1] if number else timedelta())
        args = {"question": str(question.id), "number": number}
        plan(remind, args, key=_remind(question), run_at=clock.now() + waits)


def cancel_times(question: Question) -> None:
    cancel(_until(question), _remind(question))


def _until(question: Question) -> str:
    return f"question_until:{question.id}"


def _remind(question: Question) -> str:
    return f"question_remind:{question.id}"
