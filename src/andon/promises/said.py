"""Moments by a customer's clock, in words."""

from datetime import datetime
from zoneinfo import ZoneInfo

from django.utils.formats import date_format

from andon.kit import clock


def time_there(moment: datetime, zone: ZoneInfo) -> str:
    """A time of day, with its day unless that is today there."""
    local = moment.astimezone(zone)
    return date_format(local, "H:i" if local.date() == clock.now().astimezone(zone).date() else "D j M, H:i")
