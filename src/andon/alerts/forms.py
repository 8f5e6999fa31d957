"""What people choose and type about alerts."""

from django import forms
from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from andon.catalog.models import Service

from .rules.event import SEVERITIES


class Which(TextChoices):
    STANDING = "", _("not resolved")
    RESOLVED = "resolved", _("resolved")
    ALL = "all", _("all")


SEVERITY_NAMES = {
    "critical": _("critical"),
    "error": _("error"),
    "warning": _("warning"),
    "info": _("info"),
}


class AlertFilterForm(forms.Form):
    """From the address; what is not understood is left out."""

    state = forms.ChoiceField(choices=Which.choices, label=_("State"), required=False)
    service = forms.ModelChoiceField(
        Service.objects.all(), label=_("Service"), required=False, empty_label=_("every service"), to_field_name="slug"
    )
    severity = forms.ChoiceField(
        choices=[("", _("every severity")), *((one, SEVERITY_NAMES[one]) for one in SEVERITIES)],
        label=_("Severity"),
        required=False,
    )


class IntegrationKeyForm(forms.Form):
    service = forms.ModelChoiceField(Service.objects.all(), label=_("Its alerts are about"), empty_label=None)
    name = forms.CharField(label=_("What will use it"), max_length=120, help_text=_("Such as Alertmanager, eu-south."))
