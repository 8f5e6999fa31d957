"""What people type about how they are reached."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from .models import ContactMethod

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
