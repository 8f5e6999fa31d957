"""What people choose and type about emerging issues."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from andon.catalog.models import Service
from andon.incidents.models import Incident
from andon.incidents.models.incident import Severity

from .models import EmergingIssue
from .models.emerging_issue import DismissReason


class ConfirmForm(forms.Form):
    title = forms.CharField(label=_("What does not work"), max_length=200, help_text=_("As a customer would say it."))
    service = forms.ModelChoiceField(
        Service.objects.all(), label=_("Service"), empty_label=_("Choose the one that does not work")
    )
    severity = forms.ChoiceField(label=_("How bad is it"), choices=Severity.choices, initial=Severity.MAJOR)
    page = forms.BooleanField(label=_("Wake who is on call for the service"), required=False, initial=True)


class LinkForm(forms.Form):
    incident = forms.ModelChoiceField(Incident.objects.none(), label=_("Incident"), empty_label=None)

    def __init__(self, *args: Any, standing: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["incident"].queryset = standing  # type: ignore[attr-defined]
        self.fields["incident"].label_from_instance = lambda one: f"{one.ref} {one.title}"  # type: ignore[attr-defined]


class MergeForm(forms.Form):
    into = forms.ModelChoiceField(EmergingIssue.objects.none(), label=_("The same as"), empty_label=None)

    def __init__(self, *args: Any, others: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["into"].queryset = others  # type: ignore[attr-defined]
        self.fields["into"].label_from_instance = lambda one: f"{one.ref} {one.name}"  # type: ignore[attr-defined]


class DismissForm(forms.Form):
    reason = forms.ChoiceField(label=_("Why"), choices=DismissReason.choices, widget=forms.RadioSelect)
    note = forms.CharField(label=_("In words"), max_length=500, required=False)


class ScanForm(forms.Form):
    """How rare by chance something must be, as natural logarithms."""

    watch = forms.FloatField(
        label=_("Shown as a watch from"),
        min_value=-60,
        max_value=-4,
        help_text=_("Natural logarithm of chance; −13 is usual. Nearer to zero shows more, and more in vain."),
    )
    emerging = forms.FloatField(
        label=_("People are told from"),
        min_value=-60,
        max_value=-4,
        help_text=_("−17 is usual. Lower is surer, and later."),
    )
    budget = forms.FloatField(
        label=_("Bearable false alarms a day"),
        min_value=0,
        max_value=50,
        help_text=_("What was told and then dismissed. From it a better value for the field above is worked out."),
    )
