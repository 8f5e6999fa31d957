"""What people choose and type about alerts."""

from typing import Any, cast

from django import forms
from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from andon.catalog.models import Service

from .heartbeat_in import LONGEST_MINUTES
from .models.change_event import Kind
from .reads.changes_chosen import environments
from .registry import all_formats
from .rules.event import SEVERITIES
from .rules.paths import LONGEST


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


def _severities() -> forms.ChoiceField:
    hint = _("Critical and error page whoever is on call; warning and info only show.")
    choices = [(one, SEVERITY_NAMES[one]) for one in SEVERITIES]
    return forms.ChoiceField(choices=choices, label=_("How bad it is"), initial="error", help_text=hint)


class ChangeFilterForm(forms.Form):
    """From the address; what is not understood is left out."""

    service = forms.ModelChoiceField(
        Service.objects.all(), label=_("Service"), required=False, empty_label=_("every service"), to_field_name="slug"
    )
    kind = forms.ChoiceField(choices=[("", _("every kind")), *Kind.choices], label=_("Kind"), required=False)
    environment = forms.ChoiceField(label=_("Environment"), required=False)

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        choices = [("", _("every environment")), *((one, one) for one in environments())]
        cast("forms.ChoiceField", self.fields["environment"]).choices = choices


class HeartbeatForm(forms.Form):
    name = forms.CharField(label=_("Name"), max_length=100, help_text=_("Such as nightly backup."))
    every_minutes = forms.IntegerField(
        label=_("Late after so many minutes without a ping"),
        min_value=1,
        max_value=LONGEST_MINUTES,
        initial=60,
        help_text=_("A little more than the time between two pings."),
    )
    severity = _severities()


class NewHeartbeatForm(HeartbeatForm):
    service = forms.ModelChoiceField(Service.objects.all(), label=_("Its alerts are about"), empty_label=None)
    field_order = ("service", "name", "every_minutes", "severity")


class IntegrationKeyForm(forms.Form):
    service = forms.ModelChoiceField(Service.objects.all(), label=_("Its alerts are about"), empty_label=None)
    format = forms.ChoiceField(label=_("It speaks like"))
    name = forms.CharField(label=_("What will use it"), max_length=120, help_text=_("Such as Alertmanager, eu-south."))
    secret = forms.CharField(
        label=_("Client secret"),
        max_length=500,
        required=False,
        strip=True,
        help_text=_("Only for Sentry’s integrations, which sign with it. Whatever is not signed is then refused."),
        widget=forms.PasswordInput(attrs={"autocomplete": "off"}),
    )

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        choices = [(one.name, one.title) for one in all_formats().values()]
        cast("forms.ChoiceField", self.fields["format"]).choices = choices


class MappingForm(forms.Form):
    """One field for each of a mapping's; tables are written a row a line."""

    each = forms.CharField(
        label=_("What is one event each"),
        required=False,
        max_length=LONGEST,
        help_text=_("A path such as $.alerts[*]; empty where the payload is one event."),
    )
    summary = forms.CharField(
        label=_("Summary"),
        max_length=LONGEST,
        help_text=_("A path such as $.title, or a text with paths in braces: {$.host}: {$.problem}."),
    )
    source = forms.CharField(label=_("Source"), required=False, max_length=LONGEST)
    severity = forms.CharField(
        label=_("Severity"),
        required=False,
        max_length=LONGEST,
        help_text=_("Without one, and for a word that nobody knows, it is an error, and pages."),
    )
    severities = forms.CharField(
        label=_("Its words for severities"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("One a line, such as Disaster = critical. * stands for all others."),
    )
    dedup_key = forms.CharField(
        label=_("Dedup key"),
        required=False,
        max_length=LONGEST,
        help_text=_("The same for all events about one trouble, and for its end."),
    )
    action = forms.CharField(label=_("What happens"), required=False, max_length=LONGEST)
    actions = forms.CharField(
        label=_("Its words for what happens"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("One a line: trigger, acknowledge or resolve, such as OK = resolve."),
    )
    link = forms.CharField(label=_("Link"), required=False, max_length=LONGEST)
    details = forms.CharField(
        label=_("Details"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("One a line, such as host = $.host. Without any, all that stands at the top."),
    )
    sample = forms.CharField(
        label=_("A sample of what comes"),
        required=False,
        max_length=200_000,
        widget=forms.Textarea(attrs={"rows": 10, "spellcheck": "false"}),
        help_text=_("Paste the JSON of one payload; it is tried and not kept."),
    )
