"""What agents, leads and administrators type about gestures."""

from django import forms
from django.utils.translation import gettext_lazy as _

from andon.people.models import Team

from .models import GestureKind

_SHORT = forms.Textarea(attrs={"rows": 2})


class GiveForm(forms.Form):
    kind = forms.ModelChoiceField(
        label=_("What she is given"), queryset=GestureKind.objects.filter(is_active=True), empty_label=None
    )
    amount = forms.CharField(
        label=_("Amount"),
        max_length=20,
        required=False,
        widget=forms.TextInput(attrs={"inputmode": "decimal", "autocomplete": "off"}),
        help_text=_("With a point before the cents: 25.50. A replacement counts with its worth."),
    )
    currency = forms.CharField(label=_("Currency"), max_length=3, help_text=_("Three letters, as in EUR."))
    why = forms.CharField(
        label=_("Why"),
        max_length=500,
        widget=_SHORT,
        help_text=_("For colleagues and leads; the customer never sees it."),
    )

    def clean_amount(self) -> str | None:
        return self.cleaned_data["amount"].strip() or None


class OfferForm(forms.Form):
    body = forms.CharField(
        label=_("Your answer"), max_length=100_000, widget=forms.Textarea(attrs={"rows": 6}), strip=True
    )


class DoneForm(forms.Form):
    reference = forms.CharField(
        label=_("Number of the booking or parcel"), max_length=120, help_text=_("So that anybody can find it again.")
    )


class WhyForm(forms.Form):
    why = forms.CharField(label=_("Why"), max_length=500, widget=_SHORT)


class WhyNotForm(forms.Form):
    why = forms.CharField(label=_("Why not"), max_length=500, widget=_SHORT)


class KindForm(forms.Form):
    slug = forms.SlugField(
        label=_("Short name"), max_length=60, help_text=_("Stays when the name changes. One that exists is changed.")
    )
    name = forms.CharField(label=_("Name"), max_length=120)
    position = forms.IntegerField(label=_("Place in the list"), min_value=0, max_value=30_000, initial=100)
    has_amount = forms.BooleanField(label=_("It has an amount"), required=False, initial=True)
    is_active = forms.BooleanField(label=_("It can be given"), required=False, initial=True)


class LimitForm(forms.Form):
    role = forms.ChoiceField(label=_("Who"), choices=[("agent", _("Agents")), ("lead", _("Leads"))])
    team = forms.ModelChoiceField(
        label=_("Of which team"), queryset=Team.objects.all(), required=False, empty_label=_("Every team")
    )
    currency = forms.CharField(label=_("Currency"), max_length=3, initial="EUR")
    amount = forms.CharField(
        label=_("Up to which amount"), max_length=20, required=False, help_text=_("Empty: takes this limit away.")
    )
