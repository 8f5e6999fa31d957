"""What notices say, in the reader's zone and language."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime
from functools import wraps
from typing import Concatenate, ParamSpec
from zoneinfo import ZoneInfo

from django.utils import timezone, translation
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from andon.people.models import User

from .models import Schedule, Swap

Words = tuple[str, str]
P = ParamSpec("P")
_Say = Callable[Concatenate[Schedule, User, P], Words]


def for_reader(say: _Say[P]) -> _Say[P]:
    """The headline and the text, said as the user reads it."""

    @wraps(say)
    def said(schedule: Schedule, user: User, /, *args: P.args, **kwargs: P.kwargs) -> Words:
        with reading_as(user):
            return say(schedule, user, *args, **kwargs)

    return said


@contextmanager
def reading_as(user: User) -> Iterator[None]:
    with translation.override(user.locale), timezone.override(ZoneInfo(user.time_zone)):
        yield


@for_reader
def on_words(schedule: Schedule, user: User, until: datetime, changes: bool) -> Words:
    headline = _("You are on call for %(schedule)s") % {"schedule": schedule.name}
    if not changes:
        return headline, _("It is yours now, for the next two weeks at least.")
    return headline, _("It is yours now, until %(until)s.") % {"until": moment(until, user)}


@for_reader
def off_words(schedule: Schedule, user: User, people: Sequence[User]) -> Words:
    headline = _("You are no longer on call for %(schedule)s") % {"schedule": schedule.name}
    if not people:
        return headline, _("Nobody is on call for it now.")
    return headline, _("On call now: %(people)s.") % {"people": names(people)}


@for_reader
def gap_words(schedule: Schedule, user: User, starts: datetime, ends: datetime) -> Words:
    given = {"schedule": schedule.name, "start": moment(starts, user), "end": moment(ends, user)}
    headline = _("Nobody is on call for %(schedule)s from %(start)s") % given
    return headline, _(
        "From %(start)s to %(end)s nobody is on call for %(schedule)s. A page in this time would go on to the next "
        "step of its policy at once. Put somebody on call, or change the layers."
    ) % given


@for_reader
def swap_words(schedule: Schedule, user: User, swap: Swap) -> Words:
    given = {
        "asker": swap.asker.name,
        "schedule": schedule.name,
        "start": moment(swap.starts_at, user),
        "end": moment(swap.ends_at, user),
    }
    headline = _("%(asker)s asks: can you take a shift of %(schedule)s?") % given
    text = _("From %(start)s to %(end)s. Whoever takes it first has it.") % given
    return headline, f"{text}\n\n{swap.note}" if swap.note else text


@for_reader
def taken_words(schedule: Schedule, user: User, swap: Swap, taker: User) -> Words:
    given = {
        "taker": taker.name,
        "schedule": schedule.name,
        "start": moment(swap.starts_at, user),
        "end": moment(swap.ends_at, user),
    }
    return (
        _("%(taker)s takes your shift of %(schedule)s") % given,
        _("From %(start)s to %(end)s you are not on call for it.") % given,
    )


@for_reader
def expired_words(schedule: Schedule, user: User, swap: Swap) -> Words:
    given = {"schedule": schedule.name, "start": moment(swap.starts_at, user)}
    return (
        _("Nobody took your shift of %(schedule)s") % given,
        _("It began at %(start)s, and it is yours.") % given,
    )


def moment(at: datetime, user: User) -> str:
    return date_format(at.astimezone(ZoneInfo(user.time_zone)), "D j M, H:i")


def names(people: Sequence[User]) -> str:
    return ", ".join(user.name for user in people)


def week_words(user: User, shifts: Sequence[tuple[datetime, datetime, Schedule]]) -> Words:
    with reading_as(user):
        lines = [
            _("%(start)s to %(end)s: %(schedule)s")
            % {"start": moment(start, user), "end": moment(end, user), "schedule": schedule.name}
            for start, end, schedule in shifts
        ]
        headline = _("You are on call this week")
    return headline, "\n".join(lines)
