"""What administrators type about services and the brand."""

from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from andon.people.models import Team

from .models import Dependency, Service


class ServiceForm(forms.Form):
    name = forms.CharField(label=_("Name"), max_length=120)
    owner = forms.ModelChoiceField(Team.objects.all(), label=_("Owning team"), empty_label=None)
    description = forms.CharField(label=_("What it does"), max_length=500, required=False)


class NewServiceForm(ServiceForm):
    slug = forms.CharField(
        label=_("Short name"), max_length=60, help_text=_("For programs; it stays when the name changes.")
    )
    field_order = ["name", "slug"]


class CapabilityForm(forms.Form):
    name = forms.CharField(label=_("In customers’ words"), max_length=120)
    slug = forms.CharField(label=_("Short name"), max_length=60)
    position = forms.IntegerField(
        label=_("Place in lists"), min_value=0, max_value=32_000, initial=100, help_text=_("Lower stands first.")
    )


class NeedsForm(forms.Form):
    needs = forms.ModelChoiceField(Service.objects.none(), label=_("Service"), empty_label=None)

    def __init__(self, *args: Any, of: Service, **kwargs: Any) -> None:
        """Any other service that it is not said to need yet."""
        super().__init__(*args, **kwargs)
        known = Dependency.objects.filter(service=of).values("needs")
        others = Service.objects.exclude(id=of.id).exclude(id__in=known)
        self.fields["needs"].queryset = others  # type: ignore[attr-defined]


class BrandForm(forms.Form):
    name = forms.CharField(label=_("Name"), max_length=120)
    portal_name = forms.CharField(label=_("Name on the portal"), max_length=120, required=False)
    mail_name = forms.CharField(label=_("Sender’s name on mails"), max_length=120, required=False)
    signature = forms.CharField(label=_("Signature"), max_length=200, required=False)
    hue = forms.IntegerField(
        label=_("Hue of the accent colour"),
        min_value=0,
        max_value=359,
        help_text=_("An angle: 25 is red, 90 yellow, 150 green, 264 indigo, 330 pink."),
    )
    locales = forms.MultipleChoiceField(
        label=_("Languages of the portal"), choices=settings.LANGUAGES, widget=forms.CheckboxSelectMultiple
    )


class NewBrandForm(forms.Form):
    name = forms.CharField(label=_("Name"), max_length=120)
    slug = forms.CharField(
        label=_("Short name"), max_length=60, help_text=_("For programs; it stays when the name changes.")
    )
