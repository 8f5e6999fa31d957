"""What people type about status pages."""

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from andon.catalog.models import Brand, Capability, Service
from andon.incidents.forms import moment
from andon.kit.zones import time_zones

from .models import Component
from .models.publication import Stage
from .models.spell import State
from .rules.states import OPERATIONAL

SHORT_NAME = _("For programs; it stays when the name changes.")


class NewPageForm(forms.Form):
    name = forms.CharField(label=_("Name"), max_length=120, help_text=_("Customers read it: “Fernhill status”."))
    slug = forms.CharField(label=_("Short name"), max_length=60, help_text=SHORT_NAME)


class PageForm(forms.Form):
    name = forms.CharField(label=_("Name"), max_length=120)
    brand = forms.ModelChoiceField(Brand.objects.all(), label=_("Brand"), required=False, empty_label=_("The default"))
    time_zone = forms.ChoiceField(label=_("Time zone"), help_text=_("That of its days and times."))
    address = forms.CharField(
        label=_("Its own address"),
        max_length=200,
        required=False,
        help_text=_("Such as https://status.example.com. Without one it stands below this installation’s address."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["time_zone"].choices = [(name, name) for name in sorted(time_zones())]  # type: ignore[attr-defined]


class ComponentForm(forms.Form):
    name = forms.CharField(label=_("In customers’ words"), max_length=120)
    slug = forms.CharField(label=_("Short name"), max_length=60, help_text=SHORT_NAME)
    group = forms.CharField(label=_("Group"), max_length=120, required=False)
    capability = forms.ModelChoiceField(
        Capability.objects.all(), label=_("Capability"), required=False, empty_label=_("none")
    )
    service = forms.ModelChoiceField(
        Service.objects.all(),
        label=_("Service"),
        required=False,
        empty_label=_("none"),
        help_text=_("Where no capability fits. It says for which incidents this line is offered."),
    )
    position = forms.IntegerField(
        label=_("Place in lists"), min_value=0, max_value=32_000, initial=100, help_text=_("Lower stands first.")
    )
    hidden = forms.BooleanField(label=_("Do not show it (its history is kept)"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for code, name in _others():
            self.fields[f"name_{code}"] = forms.CharField(label=name, max_length=120, required=False)

    @property
    def plain(self) -> list[forms.BoundField]:
        return [bound for bound in self if not bound.name.startswith("name_")]

    @property
    def translations(self) -> list[forms.BoundField]:
        return [self[f"name_{code}"] for code, _name in _others()]

    @property
    def given(self) -> dict[str, Any]:
        """What `put_component` takes."""
        names = {code: self.cleaned_data[f"name_{code}"] for code, _name in _others()}
        plain = {name: value for name, value in self.cleaned_data.items() if not name.startswith("name_")}
        return plain | {"names": names}


class CorrectForm(forms.Form):
    """A title in each language of the page, and whether it follows the incident."""

    follows = forms.BooleanField(
        label=_("Follow the incident"),
        required=False,
        help_text=_("Updates to customers, and that it is over, appear here by themselves."),
    )

    def __init__(self, *args: Any, locales: Sequence[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.codes = ["en", *(code for code in locales if code != "en")]
        for code in self.codes:
            label = _("Title for customers") if code == "en" else dict(settings.LANGUAGES)[code]
            widget = forms.TextInput({"lang": code, "dir": "auto"})
            field = forms.CharField(label=label, max_length=200, required=code == "en", widget=widget)
            self.fields[f"title_{code}"] = field

    @property
    def titles(self) -> dict[str, str]:
        return {code: self.cleaned_data[f"title_{code}"] for code in self.codes}

    @property
    def other_titles(self) -> list[forms.BoundField]:
        return [self[f"title_{code}"] for code in self.codes if code != "en"]


class PostForm(forms.Form):
    """How far it is, what it does to each component, and words in each language of the page."""

    stage = forms.ChoiceField(label=_("How far it is"), choices=Stage.choices)

    def __init__(
        self,
        *args: Any,
        locales: Sequence[str],
        components: Sequence[Component],
        states: Mapping[Any, str],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.codes = ["en", *(code for code in locales if code != "en")]
        self.components = components
        for one in components:
            now = states.get(one.id, OPERATIONAL)
            self.fields[f"state_{one.slug}"] = forms.ChoiceField(label=one.name, choices=_states(), initial=now)
        for code in self.codes:
            label = _("Words for customers") if code == "en" else dict(settings.LANGUAGES)[code]
            widget = forms.Textarea({"rows": 4 if code == "en" else 2, "lang": code, "dir": "auto"})
            self.fields[f"text_{code}"] = forms.CharField(label=label, max_length=5000, required=False, widget=widget)

    @property
    def texts(self) -> dict[str, str]:
        return {code: self.cleaned_data[f"text_{code}"] for code in self.codes}

    @property
    def states(self) -> dict[Component, str]:
        return {one: self.cleaned_data[f"state_{one.slug}"] for one in self.components}

    @property
    def changed_states(self) -> dict[Component, str]:
        """Only those that were chosen anew."""
        return {one: state for one, state in self.states.items() if f"state_{one.slug}" in self.changed_data}

    @property
    def component_fields(self) -> list[forms.BoundField]:
        return [self[f"state_{one.slug}"] for one in self.components]

    @property
    def other_texts(self) -> list[forms.BoundField]:
        return [self[f"text_{code}"] for code in self.codes if code != "en"]


class BeganForm(forms.Form):
    started_at = moment(_("It began"), required=False, help_text=_("Empty: the first report, alert, or the declaring."))


def _states() -> list[tuple[str, Any]]:
    """Planned work is no incident."""
    return [(value, label) for value, label in State.choices if value != State.MAINTENANCE]


def _others() -> list[tuple[str, Any]]:
    return [(code, name) for code, name in settings.LANGUAGES if code != "en"]
