"""What leads and administrators type about opening hours and targets."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from babel import Locale
from django import forms
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from andon.kit.errors import Invalid
from andon.kit.zones import time_zones
from andon.targets.models.target_settings import WhenChanged

from .holidays_in import countries, holidays_of
from .lines import dated_lines, dated_text, holiday_lines, holiday_text, windows_of, windows_text
from .models import BusinessCalendar
from .rules.calendar import DAYS

_WINDOWS = gettext_lazy("09:00-12:00, 13:00-17:00; empty is closed")
DAY_NAMES: Mapping[str, Any] = {
    "mon": gettext_lazy("Monday"),
    "tue": gettext_lazy("Tuesday"),
    "wed": gettext_lazy("Wednesday"),
    "thu": gettext_lazy("Thursday"),
    "fri": gettext_lazy("Friday"),
    "sat": gettext_lazy("Saturday"),
    "sun": gettext_lazy("Sunday"),
}


class CalendarForm(forms.Form):
    """One control a weekday; holidays are listed, and those that do not count are ticked off."""

    name = forms.CharField(label=gettext_lazy("Name"), max_length=120)
    slug = forms.CharField(
        label=gettext_lazy("Short name"),
        max_length=60,
        help_text=gettext_lazy("For programs; it stays when the name changes."),
    )
    zone = forms.ChoiceField(
        label=gettext_lazy("Time zone"), choices=lambda: [(zone, zone) for zone in sorted(time_zones())]
    )
    country = forms.ChoiceField(label=gettext_lazy("Holidays of"), required=False)
    subdivision = forms.CharField(
        label=gettext_lazy("Part of the country"),
        max_length=10,
        required=False,
        help_text=gettext_lazy("Its short code, such as BY for Bavaria. Empty: holidays of the whole country."),
    )
    counting = forms.MultipleChoiceField(
        label=gettext_lazy("Holidays on which we are closed"), required=False, widget=forms.CheckboxSelectMultiple
    )
    holidays = forms.CharField(
        label=gettext_lazy("More days on which we are closed"),
        required=False,
        max_length=20_000,
        widget=forms.Textarea(attrs={"rows": 3, "placeholder": "2026-12-24 Christmas Eve"}),
        help_text=gettext_lazy("One a line: the day, then its name."),
    )
    hours = forms.CharField(
        label=gettext_lazy("Days with hours of their own"),
        required=False,
        max_length=20_000,
        widget=forms.Textarea(attrs={"rows": 3, "placeholder": "2026-12-31 09:00-12:00"}),
        help_text=gettext_lazy("They replace the usual hours, also on a holiday."),
    )
    breaks = forms.CharField(
        label=gettext_lazy("Breaks"),
        required=False,
        max_length=20_000,
        widget=forms.Textarea(attrs={"rows": 2, "placeholder": "2026-12-11 14:00-16:00"}),
        help_text=gettext_lazy("Cut out of whatever is open then: a staff meeting, a fire drill."),
    )
    is_default = forms.BooleanField(label=gettext_lazy("The default, wherever no other is named"), required=False)

    def __init__(self, *args: Any, calendar: BusinessCalendar | None = None, this_year: int, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.calendar = calendar
        if calendar is not None:
            del self.fields["slug"]
        self.fields["country"].choices = [("", _("none")), *country_names()]  # type: ignore[attr-defined]
        for day in DAYS:
            self.fields[f"day_{day}"] = forms.CharField(
                label=DAY_NAMES[day], required=False, max_length=200, help_text=_WINDOWS if day == "mon" else ""
            )
        self.listed = _listed(calendar, this_year)
        self.fields["counting"].choices = [  # type: ignore[attr-defined]
            (day.isoformat(), f"{day.isoformat()} · {name}") for day, name in self.listed.items()
        ]
        if not self.listed:
            del self.fields["counting"]

    @staticmethod
    def shown(calendar: BusinessCalendar, this_year: int) -> dict[str, Any]:
        content = calendar.content
        struck = set(calendar.struck)
        return {
            "name": calendar.name,
            "zone": content["zone"],
            "country": calendar.country,
            "subdivision": calendar.subdivision,
            "counting": [day.isoformat() for day in _listed(calendar, this_year) if day not in struck],
            "holidays": holiday_text(content["holidays"]),
            "hours": dated_text(content["hours"]),
            "breaks": dated_text(content["breaks"]),
            "is_default": calendar.is_default,
            **{f"day_{day}": windows_text(content["week"].get(day, [])) for day in DAYS},
        }

    def days(self) -> list[forms.BoundField]:
        return [self[f"day_{day}"] for day in DAYS]

    def given(self) -> dict[str, Any]:
        """What `put_calendar` takes; raises Invalid by the name of the control."""
        said = self.cleaned_data
        content = {
            "zone": said["zone"],
            "week": {day: _read(f"day_{day}", windows_of, said[f"day_{day}"]) for day in DAYS if said[f"day_{day}"]},
            "holidays": _read("holidays", holiday_lines, said["holidays"]),
            "hours": _read("hours", dated_lines, said["hours"]),
            "breaks": _read("breaks", dated_lines, said["breaks"]),
        }
        return {
            "name": said["name"],
            "content": content,
            "country": said["country"],
            "subdivision": said["subdivision"].strip().upper(),
            "struck": self._struck(),
            "is_default": said["is_default"],
        }

    def _struck(self) -> list[date]:
        """Of another country nothing is struck; what was struck in years that are not listed stays."""
        was = self.calendar
        place = (self.cleaned_data["country"], self.cleaned_data["subdivision"].strip().upper())
        if was is None or place != (was.country, was.subdivision):
            return []
        counting = set(self.cleaned_data.get("counting", []))
        off = [day for day in self.listed if day.isoformat() not in counting]
        return [*off, *(day for day in was.struck if day not in self.listed)]


class SettingsForm(forms.Form):
    when_calendar_changes = forms.ChoiceField(
        label=gettext_lazy("When opening hours are changed"), choices=WhenChanged.choices, widget=forms.RadioSelect
    )


def as_controls(no: Invalid) -> Invalid:
    """The parts of a calendar by the names of the form's controls: week.mon is day_mon."""
    named = {}
    for field, text in no.faults.items():
        first, _dot, rest = field.partition(".")
        named[f"day_{rest}" if first == "week" and rest else first] = text
    return Invalid(named)


def country_names() -> list[tuple[str, str]]:
    """In the reader's language, by name."""
    territories = Locale.parse((get_language() or "en").replace("-", "_")).territories
    return sorted(((code, str(territories.get(code, code))) for code in countries()), key=lambda one: one[1])


def _listed(calendar: BusinessCalendar | None, year: int) -> dict[date, str]:
    if calendar is None:
        return {}
    found: dict[date, str] = {}
    for one in (year, year + 1):
        found |= holidays_of(calendar.country, calendar.subdivision, one)
    return dict(sorted(found.items()))


def _read(field: str, read: Any, text: str) -> Any:
    try:
        return read(text)
    except Invalid as no:
        raise Invalid(dict.fromkeys([field], no.message)) from None
