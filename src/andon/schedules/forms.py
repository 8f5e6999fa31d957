"""What people type about being on call."""

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from andon.people.models import Team, User

from .models import Schedule
from .models.override import Mode

MOMENT = "%Y-%m-%dT%H:%M"


def moment_field(label: Any, **more: Any) -> forms.DateTimeField:
    return forms.DateTimeField(
        label=label,
        widget=forms.DateTimeInput(attrs={"type": "datetime-local"}, format=MOMENT),
        input_formats=[MOMENT, "%Y-%m-%d %H:%M"],
        **more,
    )


def team_field() -> forms.ModelChoiceField:  # type: ignore[type-arg]
    """Offers nothing before it is said which teams."""
    return forms.ModelChoiceField(
        Team.objects.none(),
        label=_("Team"),
        empty_label=None,
        error_messages={"invalid_choice": _("Choose a team that you lead.")},
    )


def people() -> "list[tuple[str, str]]":
    """Who works here, looked up once for all places of a form."""
    found = User.objects.filter(is_active=True).order_by("name").values_list("id", "name")
    return [(str(id), name) for id, name in found]


class OverrideForm(forms.Form):
    """Times are in the reader's zone."""

    schedule = forms.ModelChoiceField(Schedule.objects.none(), label=_("On call for"), empty_label=None)
    mode = forms.ChoiceField(label=_("How"), choices=Mode.choices, required=False)
    user = forms.ModelChoiceField(
        User.objects.filter(is_active=True).order_by("name"), label=_("Who comes in"), required=False, empty_label="—"
    )
    remove = forms.ModelChoiceField(
        User.objects.filter(is_active=True).order_by("name"), label=_("Who goes out"), required=False, empty_label="—"
    )
    starts_at = moment_field(_("From"))
    ends_at = moment_field(_("Until"))
    reason = forms.CharField(label=_("Why"), max_length=200, required=False)

    def __init__(self, *args: Any, schedules: QuerySet[Schedule], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["schedule"].queryset = schedules  # type: ignore[attr-defined]

    def given(self) -> dict[str, Any]:
        found = {name: value for name, value in self.cleaned_data.items() if name != "schedule"}
        return found | {"mode": found["mode"] or Mode.REPLACE_ALL}


class SwapForm(forms.Form):
    """Times are in the reader's zone."""

    schedule = forms.ModelChoiceField(Schedule.objects.none(), label=_("On call for"), empty_label=None)
    starts_at = moment_field(_("From"))
    ends_at = moment_field(_("Until"))
    note = forms.CharField(
        label=_("What the others should know"), max_length=500, required=False, widget=forms.Textarea(attrs={"rows": 2})
    )

    def __init__(self, *args: Any, schedules: QuerySet[Schedule], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["schedule"].queryset = schedules  # type: ignore[attr-defined]


class FeedForm(forms.Form):
    schedule = forms.ModelChoiceField(
        Schedule.objects.all(), label=_("Whose shifts"), required=False, empty_label=_("Your own, of all schedules")
    )


class CalendarForm(forms.Form):
    """A file or an address, not both."""

    name = forms.CharField(label=_("Name of this layer"), max_length=120)
    url = forms.CharField(
        label=_("Address of the calendar"),
        max_length=2000,
        required=False,
        help_text=_("It is read every hour. Who knows it may read the calendar, so it is kept sealed."),
    )
    file = forms.FileField(label=_("Or a file (.ics)"), required=False)
    priority = forms.IntegerField(label=_("Priority"), initial=0, min_value=-100, max_value=100)

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        if bool(given.get("url")) == bool(given.get("file")):
            self.add_error("url", _("Give an address or a file."))
        return given
