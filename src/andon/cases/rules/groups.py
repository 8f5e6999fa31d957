"""The heads of a list of what is due: now (late, or less than 20 minutes left), within the hour, today, later."""

from datetime import datetime, timedelta
from enum import Enum


class Group(Enum):
    NOW = "now"
    HOUR = "hour"
    TODAY = "today"
    LATER = "later"
    NOTHING = "nothing"


def group_of(due: datetime | None, now: datetime) -> Group:
    """Where a case stands that is due then; "today" is the next twelve hours, in whatever zone."""
    if due is None:
        return Group.NOTHING
    left = due - now
    if left <= timedelta(minutes=20):
        return Group.NOW
    if left <= timedelta(hours=1):
        return Group.HOUR
    return Group.TODAY if left <= timedelta(hours=12) else Group.LATER
