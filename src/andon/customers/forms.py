"""What agents type about accounts and contacts. Attributes get a field each, after their definition."""

import zoneinfo
from collections.abc import Mapping
from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from .models import AttributeDefinition
from .models.account import Tier
from .rules.typed_attributes import as_typed, from_typed

ZONES = [(zone, zone) for zone in sorted(zoneinfo.available_timezones())]


class CustomerForm(forms.Form):
    """`attributes` are those stored; `typed_attributes()` gives them back as the reader typed them."""

    def __init__(self, *args: Any, attributes: Mapping[str, Any], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._definitions = list(AttributeDefinition.objects.all())
        for definition in self._definitions:
            initial = as_typed(attributes.get(definition.key))
            self.fields[f"attributes.{definition.key}"] = _field(definition, initial)

    def typed_attributes(self) -> dict[str, Any]:
        """Of the right kind where that is possible; what is not is left for the action to refuse."""
        typed = {each.key: (each, self.cleaned_data.pop(f"attributes.{each.key}")) for each in self._definitions}
        return {key: from_typed(text, each.kind, many=each.many) for key, (each, text) in typed.items() if text}


class AccountForm(CustomerForm):
    name = forms.CharField(label=_("Name"), max_length=200)
    external_id = forms.CharField(
        label=_("External id"), max_length=120, help_text=_("What your other systems call this account.")
    )
    tier = forms.ChoiceField(label=_("Tier"), choices=Tier.choices)
    yearly_value = forms.DecimalField(label=_("Value a year"), min_value=0, max_digits=14, decimal_places=2, initial=0)
    currency = forms.CharField(label=_("Currency"), min_length=3, max_length=3, initial="EUR")
    contract_text = forms.CharField(
        label=_("Contract, in words"), max_length=20_000, required=False, widget=forms.Textarea(attrs={"rows": 3})
    )
    region = forms.CharField(label=_("Country, two letters"), max_length=2, required=False)
    time_zone = forms.ChoiceField(label=_("Time zone"), choices=ZONES, initial="UTC")
    locale = forms.ChoiceField(label=_("Language"), choices=settings.LANGUAGES)


def _lines(label: Any, rows: int) -> forms.CharField:
    return forms.CharField(label=label, required=False, max_length=4000, widget=forms.Textarea({"rows": rows}))


class ContactForm(CustomerForm):
    name = forms.CharField(label=_("Name"), max_length=200)
    position = forms.CharField(label=_("What she does there"), max_length=120, required=False)
    emails = _lines(_("E-mail addresses, one a line"), 2)
    phones = _lines(_("Phones, one a line"), 2)
    handles = _lines(_("Handles, one a line"), 1)
    locale = forms.ChoiceField(
        label=_("Language"), choices=[("", _("As the account")), *settings.LANGUAGES], required=False
    )
    time_zone = forms.ChoiceField(label=_("Time zone"), choices=[("", _("As the account")), *ZONES], required=False)

    def given(self) -> dict[str, Any]:
        """What `ContactIn` takes."""
        attributes = self.typed_attributes()
        lines = {name: self.cleaned_data[name].splitlines() for name in ("emails", "phones", "handles")}
        points = {name: [line.strip() for line in found if line.strip()] for name, found in lines.items()}
        return self.cleaned_data | points | {"attributes": attributes}


def _field(definition: AttributeDefinition, initial: str) -> forms.Field:
    shown: dict[str, Any] = {"label": definition.label, "initial": initial, "required": False}
    if definition.kind == "bool":
        return forms.ChoiceField(choices=[("", "—"), ("yes", _("yes")), ("no", _("no"))], **shown)
    if definition.many:
        return forms.CharField(widget=forms.Textarea({"rows": 2}), help_text=_("One a line."), **shown)
    if definition.choices and not definition.hierarchy:
        return forms.ChoiceField(choices=[("", "—"), *((each, each) for each in definition.choices)], **shown)
    return forms.CharField(max_length=200, **shown)
