"""The calendars there are, and the default one."""

from andon.targets.models import BusinessCalendar


def default_calendar() -> BusinessCalendar | None:
    """None only where nobody has ever set one up: every minute counts then."""
    return BusinessCalendar.objects.filter(is_default=True).first()
