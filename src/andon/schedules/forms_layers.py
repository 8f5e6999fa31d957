"""What people type about a schedule and its layers. Wall-clock times are those of the layer's zone."""

import zoneinfo
from collections.abc import Mapping
from datetime import datetime, time
from typing import Any
from uuid import UUID

from django import forms
from django.db.models import QuerySet
from django.forms import BoundField
from django.utils.translation import gettext_lazy as _

from andon.people.models import Team, User

from .forms import moment_field, team_field
from .layer_in import MOST_RESTRICTIONS, MOST_TOGETHER, MOST_TURNS, LayerIn, RestrictionIn
from .models import Layer, LayerVersion

ZONES = [(zone, zone) for zone in sorted(zoneinfo.available_timezones())]
UNITS = [("hour", _("hours")), ("day", _("days")), ("week", _("weeks")), ("month", _("months")), ("", _("no turns"))]
ADVANCES = [
    ("elapsed", _("after so much time")),
    ("active_days", _("after so many of the days below")),
    ("calendar", _("with the calendar week, on Monday")),
]
_NAMES = (_("Mon"), _("Tue"), _("Wed"), _("Thu"), _("Fri"), _("Sat"), _("Sun"))
DAYS = [(str(day), name) for day, name in enumerate(_NAMES)]
EVERY_DAY = [str(day) for day in range(7)]
SPARE_TURNS = 2
LEAST_TURNS, LEAST_TOGETHER, LEAST_HOURS = 4, 2, 1
MOST_LAYERS = 30


class ScheduleForm(forms.Form):
    name = forms.CharField(label=_("Name"), max_length=120)
    slug = forms.CharField(
        label=_("Short name"), max_length=60, help_text=_("For programs; it stays when the name changes.")
    )
    team = team_field()
    time_zone = forms.ChoiceField(label=_("Time zone"), choices=ZONES)
    holds_from = moment_field(
        _("The change holds from"),
        required=False,
        help_text=_("In your own zone; empty is at once. What was before stays as it was."),
    )

    def __init__(self, *args: Any, teams: "QuerySet[Team]", is_new: bool = True, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["team"].queryset = teams  # type: ignore[attr-defined]
        del self.fields["holds_from" if is_new else "slug"]


class LayerForm(forms.Form):
    """A place for each person in each turn: `turn_0_0` is the first of the first turn. There are as many places as are
    filled, and some to spare."""

    id = forms.UUIDField(required=False, widget=forms.HiddenInput)
    name = forms.CharField(label=_("Name of this layer"), max_length=120)
    unit = forms.ChoiceField(label=_("Turns are counted in"), choices=UNITS, required=False, initial="week")
    every = forms.IntegerField(label=_("A turn lasts so many"), min_value=1, max_value=366, initial=1)
    begins = forms.DateField(
        label=_("The first turn begins on"),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        required=False,
    )
    at = forms.TimeField(
        label=_("Hand over at"),
        widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"),
        required=False,
        help_text=_("By the clock of its zone, summer and winter."),
    )
    days = forms.MultipleChoiceField(
        label=_("On these days"), choices=DAYS, widget=forms.CheckboxSelectMultiple, initial=EVERY_DAY, required=False
    )
    advance = forms.ChoiceField(label=_("The turn changes"), choices=ADVANCES, required=False)
    skip_between = forms.BooleanField(label=_("Only the first of several weeks"), required=False)
    slot_hours = forms.FloatField(
        label=_("Only the first hours of each turn"),
        min_value=0.02,
        max_value=8784,
        required=False,
        widget=forms.NumberInput(attrs={"step": "any"}),
    )
    priority = forms.IntegerField(
        label=_("Priority"),
        required=False,
        initial=0,
        min_value=-100,
        max_value=100,
        help_text=_("Only the highest that has somebody counts; equal ones add up."),
    )
    time_zone = forms.ChoiceField(
        label=_("Its own time zone"), choices=[("", _("the schedule's")), *ZONES], required=False
    )
    effective_from = moment_field(_("Only from"), required=False)
    effective_until = moment_field(_("Only until"), required=False)
    gone = forms.BooleanField(label=_("Take this layer away"), required=False)

    def __init__(self, *args: Any, who: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        known = {name.removeprefix(f"{self.prefix}-") for name in self.data} if self.is_bound else set(self.initial)
        spare, more = (0, 0) if self.is_bound else (SPARE_TURNS, 1)
        # What somebody makes up goes no farther than what may be stored.
        self.turn_count = min(max(LEAST_TURNS, _places(known, "turn", 1) + spare), MOST_TURNS)
        self.together = min(max(LEAST_TOGETHER, _places(known, "turn", 2)), MOST_TOGETHER)
        self.hour_count = min(max(LEAST_HOURS, _places(known, "hours", 1) + more), MOST_RESTRICTIONS)
        choices = [("", _("nobody")), *who]
        for turn in range(self.turn_count):
            for place in range(self.together):
                label = _("Turn %(number)s") if place == 0 else _("Turn %(number)s, together with")
                self.fields[f"turn_{turn}_{place}"] = forms.ChoiceField(
                    choices=choices, label=label % {"number": turn + 1}, required=False
                )
        for number in range(self.hour_count):
            self._add_hours(number)

    def _add_hours(self, number: int) -> None:
        for name, label in (("from", _("From")), ("to", _("Until"))):
            self.fields[f"hours_{number}_{name}"] = forms.TimeField(
                label=label, widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"), required=False
            )
        self.fields[f"hours_{number}_days"] = forms.MultipleChoiceField(
            label=_("On"), choices=DAYS, widget=forms.CheckboxSelectMultiple, initial=EVERY_DAY, required=False
        )

    def head(self) -> list[BoundField]:
        return [self[name] for name in ("id", "name", "unit", "every", "begins", "at")]

    def turns(self) -> list[BoundField]:
        return [bound for bound in self if bound.name.startswith("turn_")]

    def hours(self) -> list[list[BoundField]]:
        return [
            [self[f"hours_{number}_{name}"] for name in ("from", "to", "days")] for number in range(self.hour_count)
        ]

    def more(self) -> list[BoundField]:
        names = ("advance", "skip_between", "slot_hours", "priority", "time_zone", "effective_from", "effective_until")
        return [self[name] for name in names]

    def given(self, users: Mapping[UUID, User]) -> LayerIn:
        """Of a form that is valid."""
        said = self.cleaned_data
        slot = said["slot_hours"]
        return LayerIn(
            id=said["id"],
            name=said["name"],
            turns=[turn for turn in self._turns(users) if turn],
            unit=said["unit"],
            every=said["every"],
            begins=datetime.combine(said["begins"], said["at"] or time()) if said["begins"] and said["unit"] else None,
            advance=said["advance"] or "elapsed",
            skip_between=said["skip_between"],
            slot_seconds=round(slot * 3600) if slot else None,
            days=[int(day) for day in said["days"]],
            restrictions=self._restrictions(),
            effective_from=said["effective_from"],
            effective_until=said["effective_until"],
            priority=said["priority"] or 0,
            time_zone=said["time_zone"],
        )

    def chosen(self) -> set[UUID]:
        return {UUID(value) for name, value in self.cleaned_data.items() if name.startswith("turn_") and value}

    def _turns(self, users: Mapping[UUID, User]) -> list[list[User]]:
        chosen = [
            [self.cleaned_data[f"turn_{turn}_{place}"] for place in range(self.together)]
            for turn in range(self.turn_count)
        ]
        return [[users[UUID(id)] for id in dict.fromkeys(turn) if id] for turn in chosen]

    def _restrictions(self) -> list[RestrictionIn]:
        found = []
        for number in range(self.hour_count):
            begins, ends, days = (self.cleaned_data[f"hours_{number}_{name}"] for name in ("from", "to", "days"))
            if begins is not None and ends is not None:
                found.append(
                    RestrictionIn(begins=_minutes(begins), ends=_minutes(ends), days=[int(day) for day in days])
                )
        return found

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        for number in range(self.hour_count):
            begins, ends = given.get(f"hours_{number}_from"), given.get(f"hours_{number}_to")
            if (begins is None) != (ends is None):
                self.add_error(f"hours_{number}_{'from' if begins is None else 'to'}", _("Give both times, or none."))
        return given


def said_of(layer: Layer, version: LayerVersion, time_zone: str) -> dict[str, Any]:
    """What the form shows of a layer; `time_zone` is the schedule's."""
    names = (
        "unit",
        "every",
        "begins",
        "at",
        "advance",
        "skip_between",
        "priority",
        "effective_from",
        "effective_until",
    )
    given: dict[str, Any] = {name: getattr(version, name) for name in names}
    given |= {"id": layer.id, "name": layer.name, "days": [str(day) for day in version.days]}
    given["slot_hours"] = version.slot_seconds / 3600 if version.slot_seconds else None
    given["time_zone"] = "" if version.time_zone == time_zone else version.time_zone
    for turn, users in enumerate(version.turns):
        given |= {f"turn_{turn}_{place}": str(user.id) for place, user in enumerate(users)}
    for number, one in enumerate(version.restrictions):
        given |= {f"hours_{number}_from": _clock(one["begins"]), f"hours_{number}_to": _clock(one["ends"])}
        given[f"hours_{number}_days"] = [str(day) for day in one["days"]]
    return given


def _places(names: set[str], kind: str, part: int) -> int:
    """How many there are of this kind among `turn_0_1`, `hours_2_from`; `part` counts within the name."""
    found = [name.split("_") for name in names if name.startswith(f"{kind}_")]
    return max((int(parts[part]) for parts in found if len(parts) > part and parts[part].isdigit()), default=-1) + 1


def _minutes(clock: time) -> int:
    return clock.hour * 60 + clock.minute


def _clock(minutes: int) -> time:
    return time(minutes // 60 % 24, minutes % 60)
