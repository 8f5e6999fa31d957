"""What people type about how they are reached."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import time, timedelta
from typing import Any
from uuid import UUID

from django import forms
from django.db.models import QuerySet
from django.forms import BoundField
from django.utils.dates import WEEKDAYS
from django.utils.translation import gettext_lazy as _

from andon.people.models import Team

from .actions.put_quiet_hours import MOST as MOST_WINDOWS
from .actions.put_reach_steps import LONGEST_WAIT, MOST
from .kinds import kinds_to_choose
from .models import Choice, ContactMethod
from .reads.preferences import Preferences
from .rules.quiet import Window
from .rules.reach import Stage

SIGN_IN = "sign-in"
DAYS = [WEEKDAYS[day] for day in range(7)]
_WAYS = {"sms": _("SMS"), "voice": _("a call")}


class ContactMethodForm(forms.Form):
    address = forms.CharField(
        label=_("E-mail address or Apprise URL"),
        max_length=2000,
        help_text=_("Such as ntfys://ntfy.example/your-topic. What is in it is kept sealed and never shown again."),
    )
    label = forms.CharField(
        label=_("What you call it"), max_length=120, required=False, help_text=_("Such as Bedside phone.")
    )


class PhoneNumberForm(forms.Form):
    number = forms.CharField(
        label=_("Phone number"),
        max_length=40,
        help_text=_("With its country, such as +351 910 000 142. A code is sent to it first."),
        widget=forms.TextInput(attrs={"type": "tel", "autocomplete": "tel"}),
    )
    ways = forms.MultipleChoiceField(label=_("Page me by"), widget=forms.CheckboxSelectMultiple)

    def __init__(self, data: Any = None, *, offered: Sequence[str]) -> None:
        super().__init__(data, initial={"ways": list(offered)})
        self.fields["ways"].choices = [(way, _WAYS[way]) for way in offered]  # type: ignore[attr-defined]


class CodeForm(forms.Form):
    code = forms.CharField(
        label=_("Code"),
        max_length=12,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "one-time-code"}),
    )

    def __init__(self, data: Any = None, *, method: ContactMethod) -> None:
        super().__init__(data, auto_id=f"id_{method.id}_%s")


class ReachForm(forms.Form):
    """The line of time of one urgency: rows of "after so many minutes" and a way; a row without a way is left out.

    `names` of her ways, in their order.
    """

    def __init__(self, data: Any = None, *, urgency: str, hers: Preferences, names: Sequence[str]) -> None:
        super().__init__(data, prefix=urgency, auto_id=f"id_{urgency}_%s")
        self.urgency = urgency
        self.is_chosen = bool(hers.chosen.get(urgency))
        self._methods = {str(way.method or SIGN_IN): way.method for way in hers.ways}
        ways = [str(way.method or SIGN_IN) for way in hers.ways]
        offered = [("", _("nothing")), *zip(ways, names, strict=True)]
        shown = hers.stages(urgency)
        for row in range(min(len(shown) + 1, MOST)):
            stage = shown[row] if row < len(shown) else None
            self._add_row(row, offered, stage)

    def _add_row(self, row: int, offered: Any, stage: Stage | None) -> None:
        wait = stage.wait // timedelta(minutes=1) if stage else ""
        self.fields[f"wait_{row}"] = forms.IntegerField(
            label=_("After, minutes"), min_value=0, max_value=LONGEST_WAIT, required=False, initial=wait
        )
        self.fields[f"way_{row}"] = forms.ChoiceField(
            label=_("By"),
            choices=offered,
            required=False,
            initial=str(stage.way.method or SIGN_IN) if stage else "",
        )

    def rows(self) -> Iterator[tuple[BoundField, BoundField]]:
        for row in range(len(self.fields) // 2):
            yield self[f"wait_{row}"], self[f"way_{row}"]

    def given(self) -> list[tuple[int, UUID | None]]:
        """After validation."""
        rows = range(len(self.fields) // 2)
        chosen = [(self.cleaned_data[f"wait_{row}"] or 0, self.cleaned_data[f"way_{row}"]) for row in rows]
        return [(wait, self._methods[way]) for wait, way in chosen if way]


class QuietForm(forms.Form):
    """Windows of the week; one without a day is left out. There is room for one more."""

    def __init__(self, data: Any = None, *, windows: Sequence[Window]) -> None:
        super().__init__(data, prefix="quiet")
        for row in range(min(len(windows) + 1, MOST_WINDOWS)):
            window = windows[row] if row < len(windows) else None
            self.fields[f"days_{row}"] = forms.MultipleChoiceField(
                label=_("Begins on"),
                choices=[(str(day), name) for day, name in enumerate(DAYS)],
                required=False,
                widget=forms.CheckboxSelectMultiple,
                initial=[str(day) for day in window.weekdays] if window else [],
            )
            for name, label, usual in (("begins", _("From"), time(20)), ("ends", _("Until"), time(8))):
                self.fields[f"{name}_{row}"] = forms.TimeField(
                    label=label,
                    initial=getattr(window, name) if window else usual,
                    widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"),
                )

    def rows(self) -> Iterator[tuple[BoundField, BoundField, BoundField]]:
        for row in range(len(self.fields) // 3):
            yield self[f"days_{row}"], self[f"begins_{row}"], self[f"ends_{row}"]

    def given(self) -> list[Window]:
        """After validation."""
        found = [
            Window(
                tuple(int(day) for day in self.cleaned_data[f"days_{row}"]),
                self.cleaned_data[f"begins_{row}"],
                self.cleaned_data[f"ends_{row}"],
            )
            for row in range(len(self.fields) // 3)
        ]
        return [window for window in found if window.weekdays]


class KindsForm(forms.Form):
    """How she wants each kind of notice."""

    def __init__(self, data: Any = None, *, choices: Mapping[str, str]) -> None:
        super().__init__(data, prefix="kinds")
        for kind in kinds_to_choose():
            self.fields[kind.key] = forms.ChoiceField(
                label=str(kind.name),
                help_text=str(kind.about),
                choices=Choice.choices,
                initial=choices.get(kind.key, kind.usual),
            )


class SelfTestsForm(forms.Form):
    """When a team is tested each week; without a day no longer."""

    team = forms.ModelChoiceField(Team.objects.none(), label=_("Who"), required=False, empty_label=_("Everybody"))
    day = forms.ChoiceField(
        label=_("Day"),
        choices=[("", _("no weekly test")), *((str(day), name) for day, name in enumerate(DAYS))],
        required=False,
    )
    hour = forms.IntegerField(label=_("Hour, where she is"), min_value=0, max_value=23, initial=11)

    def __init__(self, data: Any = None, *, teams: "QuerySet[Team]", everybody: bool = True) -> None:
        """`everybody`: whether she may say so for the whole house."""
        super().__init__(data)
        if not everybody:
            self.fields["team"] = forms.ModelChoiceField(teams, label=_("Who"), empty_label=None)
        self.fields["team"].queryset = teams  # type: ignore[attr-defined]

    @property
    def weekday(self) -> int | None:
        """After validation."""
        return int(self.cleaned_data["day"]) if self.cleaned_data["day"] else None
