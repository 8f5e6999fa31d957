"""What is asked of the dry run."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from andon.catalog.models import Service
from andon.customers.models import Account
from andon.kit import clock
from andon.kit.errors import Invalid
from andon.kit.moments import within_reach

from .models import Policy

SEVERITIES = [("critical", _("critical")), ("error", _("error or major")), ("warning", _("warning or minor"))]


class SimulateForm(forms.Form):
    service = forms.ModelChoiceField(
        Service.objects.all(), to_field_name="slug", label=_("Something of this service fires"), required=False,
        empty_label=_("no service: only the account’s concierge"),
    )  # fmt: skip
    account = forms.CharField(
        max_length=200, label=_("It touches this account"), required=False,
        help_text=_("Its name, or its id at your side; may stay open."),
    )  # fmt: skip
    severity = forms.ChoiceField(choices=SEVERITIES, label=_("How bad"), required=False)
    at = forms.DateTimeField(
        label=_("When"), required=False, widget=forms.DateTimeInput(attrs={"type": "datetime-local"})
    )
    policy = forms.ModelChoiceField(
        Policy.objects.all(), to_field_name="slug", label=_("Or by this policy"), required=False,
        empty_label=_("the one that is bound"),
    )  # fmt: skip

    def clean_account(self) -> Account | None:
        name = self.cleaned_data["account"].strip()
        if not name:
            return None
        found = list(Account.objects.filter(external_id=name) or Account.objects.filter(name__iexact=name)[:2])
        if len(found) != 1:
            raise forms.ValidationError(_("There is no such account, or more than one."))
        return found[0]

    def clean_at(self) -> Any:
        try:
            return within_reach(self.cleaned_data["at"] or clock.now(), "at", clock.now())
        except Invalid as refused:
            raise forms.ValidationError(refused.faults["at"]) from None

    def clean_severity(self) -> str:
        return self.cleaned_data["severity"] or "critical"
