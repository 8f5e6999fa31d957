from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from andon.catalog.rules.slugs import check_slug
from andon.kit import clock
from andon.kit.errors import Invalid
from andon.kit.text import clean
from andon.targets.facts import CalendarPut
from andon.targets.holidays_in import check_place
from andon.targets.models import BusinessCalendar, CalendarVersion
from andon.targets.models.recompute import Why
from andon.targets.rules.reading import read_calendar, written
from andon.timeline.actor import Actor
from andon.timeline.record import record

from .recompute_clocks import recompute_clocks

_WORKED_WITH = ("content", "country", "subdivision", "struck")


@dataclass(frozen=True, slots=True, kw_only=True)
class CalendarIn:
    """`content` as in rules/reading.py. `is_default` True makes it the default; False leaves that as it is."""

    slug: str
    name: str
    content: dict[str, Any]
    country: str = ""
    subdivision: str = ""
    struck: Sequence[date] = ()
    is_default: bool = False


@transaction.atomic
def put_calendar(given: CalendarIn, *, by: Actor) -> BusinessCalendar:
    """Make or change a calendar. Hours that change are a new version, and running clocks are worked out again, or
    keep the old ones, as the settings say. The same again changes nothing."""
    check_slug(given.slug)
    name = clean(given.name, "name", 120, required=True)
    check_place(given.country, given.subdivision)
    wanted = {
        "content": written(read_calendar(given.content)),
        "country": given.country,
        "subdivision": given.subdivision,
        "struck": sorted(set(given.struck)),
    }
    default = BusinessCalendar.objects.select_for_update().filter(is_default=True).first()
    found = BusinessCalendar.objects.select_for_update().filter(slug=given.slug).first()
    becomes_default = (given.is_default or default is None) and not (found and found.is_default)
    before = {field: getattr(found, field) for field in _WORKED_WITH} if found else None
    if found and (found.name, before, becomes_default) == (name, wanted, False):
        return found
    if becomes_default and default is not None:
        default.is_default = False
        default.save(update_fields=["is_default"])
    found = found or BusinessCalendar(slug=given.slug, version=0)
    for field, value in {**wanted, "name": name}.items():
        setattr(found, field, value)
    found.is_default = found.is_default or becomes_default
    found.version += before != wanted
    found.changed_at = clock.now()
    found.save()
    if before != wanted:
        CalendarVersion.objects.create(calendar=found, version=found.version, **wanted)
    record(CalendarPut(slug=found.slug, version=found.version), subject=found.subject, by=by)
    recompute_clocks(Why.CALENDAR, by=by)
    return found


def refuse_taken(slug: str) -> None:
    """For who means to make a new one. Raises Invalid."""
    if BusinessCalendar.objects.filter(slug=slug).exists():
        raise Invalid({"slug": _("This short name is taken. Choose another one.")})
