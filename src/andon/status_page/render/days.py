"""The ninety bars of a component, as places in a drawing, with their words."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from andon.status_page.rules.history import DAYS, Day, History, shown_uptime
from andon.status_page.rules.states import LAMPS

from .words import state_word

_HEIGHTS = {"operational": 64, "under_maintenance": 64, "degraded_performance": 82}


@dataclass(frozen=True, slots=True)
class Bar:
    lamp: str
    x: str
    y: str
    height: str
    words: str


def bars(days: Sequence[Day]) -> list[Bar]:
    return [_bar(place, day) for place, day in enumerate(days)]


def uptime_words(history: History) -> str:
    """The figure, with what it is of; "" before there is one."""
    if history.uptime is None:
        return ""
    return _("%(share)s %% up") % {"share": shown_uptime(history.uptime)}


def in_words(name: str, days: Sequence[Day]) -> str:
    """The drawing for those who hear it: which days were not well."""
    unwell = [day for day in days if day.state not in ("", "operational")]
    if not unwell:
        return _("%(name)s: no disturbance in 90 days") % {"name": name}
    text = ngettext("%(name)s: %(n)s day with a disturbance", "%(name)s: %(n)s days with a disturbance", len(unwell))
    listed = "; ".join(_words(day) for day in unwell[-5:])
    return f"{text % {'name': name, 'n': len(unwell)}}: {listed}"


def _bar(place: int, day: Day) -> Bar:
    height = _HEIGHTS.get(day.state, 100) if day.state else 20
    x = f"{100 * place / DAYS:.2f}%"
    return Bar(LAMPS.get(day.state, "none"), x, f"{100 - height}%", f"{height}%", _words(day))


def _words(day: Day) -> str:
    on = date_format(day.on, "j M")
    if not day.state:
        return _("%(day)s: not on this page yet") % {"day": on}
    if day.state == "operational":
        return _("%(day)s: no disturbance") % {"day": on}
    text = ngettext("%(day)s: %(state)s, %(n)s minute", "%(day)s: %(state)s, %(n)s minutes", day.minutes)
    return text % {"day": on, "state": state_word(day.state), "n": day.minutes}
