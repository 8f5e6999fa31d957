"""What people type about themselves and each other."""

import zoneinfo

from django import forms
from django.utils.translation import gettext_lazy as _

from .models import Team, User
from .models.membership import Role


class FirstAdministratorForm(forms.Form):
    name = forms.CharField(label=_("Your name"), max_length=120)
    email = forms.EmailField(label=_("Your e-mail address"))
    password = forms.CharField(
        label=_("Password"),
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
        strip=False,
        help_text=_("At least ten characters."),
    )


class UserForm(forms.Form):
    name = forms.CharField(label=_("Name"), max_length=120)
    email = forms.EmailField(label=_("E-mail address"))


class RoleForm(forms.Form):
    role = forms.ChoiceField(label=_("Role"), choices=Role.choices)
    team = forms.ModelChoiceField(
        Team.objects.all(),
        label=_("In team"),
        required=False,
        empty_label=_("Everywhere"),
    )


class TeamForm(forms.Form):
    name = forms.CharField(label=_("Name"), max_length=120)
    department = forms.CharField(label=_("Department"), max_length=120, required=False)


class TokenForm(forms.Form):
    name = forms.CharField(label=_("Name"), max_length=120, help_text=_("What will use it, such as Nightly import."))
    scopes = forms.MultipleChoiceField(
        label=_("May"), choices=[("read", _("read")), ("write", _("write"))], widget=forms.CheckboxSelectMultiple
    )
    user = forms.ModelChoiceField(
        User.objects.filter(is_active=True).order_by("name"),
        label=_("Acts for"),
        required=False,
        empty_label=_("Itself, as an integration"),
    )


_NAMES = (_("Mon"), _("Tue"), _("Wed"), _("Thu"), _("Fri"), _("Sat"), _("Sun"))
DAYS = list(enumerate(_NAMES))


class ProfileForm(forms.ModelForm):  # type: ignore[type-arg]  # Django itself does not subscript it
    time_zone = forms.ChoiceField(
        label=_("Time zone"), choices=[(zone, zone) for zone in sorted(zoneinfo.available_timezones())]
    )

    works_on = forms.TypedMultipleChoiceField(
        label=_("You work on"), choices=DAYS, coerce=int, widget=forms.CheckboxSelectMultiple, required=False
    )

    class Meta:
        model = User
        fields = ["name", "time_zone", "works_on", "works_from", "works_until", "theme", "single_keys"]
        labels = {
            "name": _("Name"),
            "theme": _("Look"),
            "single_keys": _("Single-letter keys"),
            "works_from": _("You begin at"),
            "works_until": _("You end at"),
        }
        widgets = {
            "works_from": forms.TimeInput(attrs={"type": "time"}, format="%H:%M"),
            "works_until": forms.TimeInput(attrs={"type": "time"}, format="%H:%M"),
            "theme": forms.Select(choices=[("", _("As the system")), ("light", _("Light")), ("dark", _("Dark"))]),
        }


class AwayForm(forms.Form):
    until = forms.DateTimeField(
        label=_("Away until"),
        widget=forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M"),
        input_formats=["%Y-%m-%dT%H:%M", "%Y-%m-%d %H:%M"],
    )
    stand_in = forms.ModelChoiceField(
        User.objects.filter(is_active=True).order_by("name"),
        label=_("Who stands in"),
        required=False,
        empty_label=_("The team"),
    )
