"""What administrators type about a connection; the fields are those that its vendor names."""

from dataclasses import dataclass
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from .models import Connection
from .vendor import Field, Vendor

_BLANK = ("", "—")
_LONG = 12


@dataclass(frozen=True, slots=True)
class Row:
    """A field as it stands in the form: a long list of choices is folded, and says how many are ticked."""

    bound: forms.BoundField
    is_long: bool

    @property
    def ticked(self) -> int:
        return len(self.bound.value() or [])


class ConnectionForm(forms.Form):
    """`secrets`: whether they are asked for too, as when it is added."""

    name = forms.CharField(label=_("Name"), max_length=120, help_text=_("What you call it here."))

    def __init__(
        self, data: Any = None, *, vendor: Vendor, connection: Connection | None = None, secrets: bool
    ) -> None:
        super().__init__(data, initial={"name": connection.name if connection else str(vendor.title)})
        self._vendor = vendor
        self._asked = [field for field in vendor.fields if secrets or not field.secret]
        kept = connection.settings if connection else {}
        for field in self._asked:
            self.fields[field.name] = made = _control(field)
            made.initial = kept.get(field.name, field.usual)

    @property
    def rows(self) -> list[Row]:
        return [Row(bound, len(getattr(bound.field, "choices", ())) > _LONG) for bound in self]

    @property
    def settings(self) -> dict[str, Any]:
        return {field.name: self.cleaned_data[field.name] for field in self._asked if not field.secret}

    @property
    def secrets(self) -> dict[str, str]:
        return {field.name: self.cleaned_data[field.name] for field in self._asked if field.secret}


class SecretForm(forms.Form):
    """The new secret of one field; empty where we make it."""

    secret = forms.CharField(
        label=_("The new one"), required=False, widget=forms.PasswordInput(attrs={"autocomplete": "off"})
    )
    overlap_hours = forms.IntegerField(
        label=_("The one before stays good for (hours)"), min_value=0, max_value=168, initial=24
    )

    def __init__(self, data: Any = None, *, field: Field, prefix: str) -> None:
        super().__init__(data, prefix=prefix)
        self.fields["secret"].help_text = _made_hint(field)


def _control(field: Field) -> forms.Field:
    common: dict[str, Any] = {"label": field.label, "required": field.required, "help_text": field.hint}
    match field.kind:
        case "switch":
            return forms.BooleanField(**common | {"required": False})
        case "choice":
            choices = field.chosen_from() if field.required else [_BLANK, *field.chosen_from()]
            return forms.ChoiceField(choices=choices, **common)
        case "choices":
            return forms.MultipleChoiceField(choices=field.chosen_from(), widget=forms.CheckboxSelectMultiple, **common)
        case "address":
            return forms.CharField(max_length=2000, widget=forms.URLInput, **common)
        case _ if field.secret:
            widget = forms.PasswordInput(attrs={"autocomplete": "off"}, render_value=False)
            hint = _made_hint(field)
            required = field.required and not field.made
            return forms.CharField(max_length=4000, widget=widget, **common | {"help_text": hint, "required": required})
        case _:
            return forms.CharField(max_length=2000, **common)


def _made_hint(field: Field) -> str:
    made = str(_("Leave it empty and one is made.")) if field.made else ""
    return " ".join(part for part in (str(field.hint), made) if part)
