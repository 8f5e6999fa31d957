"""What people type about being on call."""

import zoneinfo
from datetime import datetime
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.forms import BoundField
from django.utils.translation import gettext_lazy as _

from andon.people.models import Team, User

from .models import Schedule

_MOMENT = "%Y-%m-%dT%H:%M"


def _moment(label: Any) -> forms.DateTimeField:
    return forms.DateTimeField(
        label=label,
        widget=forms.DateTimeInput(attrs={"type": "datetime-local"}, format=_MOMENT),
        input_formats=[_MOMENT, "%Y-%m-%d %H:%M"],
    )


class OverrideForm(forms.Form):
    """Times are in the reader's zone."""

    schedule = forms.ModelChoiceField(Schedule.objects.none(), label=_("On call for"), empty_label=None)
    user = forms.ModelChoiceField(
        User.objects.filter(is_active=True).order_by("name"), label=_("Who takes over"), empty_label=None
    )
    starts_at = _moment(_("From"))
    ends_at = _moment(_("Until"))

    def __init__(self, *args: Any, schedules: QuerySet[Schedule], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["schedule"].queryset = schedules  # type: ignore[attr-defined]


class ScheduleForm(forms.Form):
    """Wall-clock times are in the rotation's own zone. Members take turns in the order of their places."""

    name = forms.CharField(label=_("Name"), max_length=120)
    slug = forms.CharField(
        label=_("Short name"), max_length=60, help_text=_("For programs; it stays when the name changes.")
    )
    team = forms.ModelChoiceField(Team.objects.all(), label=_("Team"), empty_label=None)
    time_zone = forms.ChoiceField(
        label=_("Time zone"), choices=[(zone, zone) for zone in sorted(zoneinfo.available_timezones())]
    )
    begins = forms.DateField(
        label=_("The first turn begins on"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )
    at = forms.TimeField(
        label=_("Hand over at"),
        widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"),
        help_text=_("By the clock of the time zone above, summer and winter."),
    )
    turn_days = forms.IntegerField(label=_("A turn lasts, in days"), min_value=1, max_value=366, initial=7)

    def __init__(self, *args: Any, places: int = 4, is_new: bool = True, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not is_new:
            del self.fields["slug"]
        people = User.objects.filter(is_active=True).order_by("name")
        for place in range(places):
            self.fields[f"member_{place}"] = forms.ModelChoiceField(
                people, label=_("Turn %(number)s") % {"number": place + 1}, required=False, empty_label=_("nobody")
            )

    def head(self) -> list[BoundField]:
        return [bound for bound in self if not bound.name.startswith("member_")]

    def turns(self) -> list[BoundField]:
        return [bound for bound in self if bound.name.startswith("member_")]

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        members = [given[name] for name in sorted(given, key=_place) if name.startswith("member_") and given[name]]
        if not members:
            self.add_error("member_0", _("Somebody has to be on call."))
        if {"begins", "at", "time_zone"} <= given.keys():
            wall = datetime.combine(given["begins"], given["at"])
            given["starts_at"] = wall.replace(tzinfo=zoneinfo.ZoneInfo(given["time_zone"]))
        return given | {"members": members}


def _place(name: str) -> int:
    return int(name.rpartition("_")[2]) if name.startswith("member_") else -1
