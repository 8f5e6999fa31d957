"""What a calendar program reads at a secret address: who is on call, from a month ago to three months ahead."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from andon.kit import clock
from andon.kit.secret import digest
from andon.people.models import User
from andon.schedules.models import Feed, Schedule
from andon.schedules.rules.final import final_schedule, shifts

from .plans import load_schedules, plan_of

BEFORE, AHEAD = timedelta(days=31), timedelta(days=92)


@dataclass(frozen=True, slots=True)
class FeedEvent:
    schedule: Schedule
    user: User
    starts_at: datetime
    ends_at: datetime


def find_feed(token: str) -> Feed | None:
    """The feed of this secret, unless it was revoked or its holder no longer works here."""
    found = Feed.objects.select_related("holder", "schedule")
    return found.filter(digest=digest(token), revoked_at=None, holder__is_active=True).first()


def feed_events(feed: Feed) -> Iterator[FeedEvent]:
    """In order of their beginnings, schedule by schedule."""
    now = clock.now()
    # From whole days on, so that what is asked for often does not change by the minute.
    start = now.replace(hour=0, minute=0, second=0, microsecond=0) - BEFORE
    wanted = Schedule.objects.filter(pk=feed.schedule_id) if feed.schedule_id else Schedule.objects.all()
    for schedule in load_schedules(wanted, start):
        for user, starts, ends in shifts(final_schedule(plan_of(schedule), start, now + AHEAD)):
            if feed.schedule_id or user == feed.holder:
                yield FeedEvent(schedule, user, starts, ends)
