"""What people type about a page, and about which policy is whose; a policy itself is in `policy_form.py`."""

from datetime import datetime, timedelta
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from andon.catalog.models import Service
from andon.customers.models import Account
from andon.customers.models.account import Tier
from andon.kit import clock
from andon.people.models import Team, User
from andon.schedules.models import Schedule

from .models import Policy
from .step_fields import target_of, whom

_LONG = [(30, _("30 minutes")), (60, _("1 hour")), (240, _("4 hours")), (720, _("12 hours")), (1440, _("1 day"))]


class BindingForm(forms.Form):
    service = forms.ModelChoiceField(Service.objects.all(), label=_("For"), empty_label=None)
    policy = forms.ModelChoiceField(Policy.objects.all(), label=_("Page by"), empty_label=None)
    ack_timeout_minutes = forms.IntegerField(
        label=_("Page again after an answer, minutes"),
        min_value=5,
        max_value=7 * 24 * 60,
        required=False,
        help_text=_("When somebody answered and it is still not over. Left open: never."),
    )


class ConciergeForm(forms.Form):
    """Who looks after every account of a tier, or after one account."""

    tier = forms.ChoiceField(choices=[("", "—"), *Tier.choices], label=_("Every account of the tier"), required=False)
    account = forms.CharField(
        max_length=200, label=_("Or one account"), required=False, help_text=_("Its name, or its id at your side.")
    )
    policy = forms.ModelChoiceField(Policy.objects.all(), label=_("Page by"), empty_label=None)

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        if bool(given.get("tier")) == bool(given.get("account")):
            raise forms.ValidationError(_("Name a tier, or one account."))
        return given

    def clean_account(self) -> Account | None:
        name = self.cleaned_data["account"].strip()
        if not name:
            return None
        found = list(Account.objects.filter(external_id=name) or Account.objects.filter(name__iexact=name)[:2])
        if len(found) != 1:
            raise forms.ValidationError(_("There is no such account, or more than one."))
        return found[0]

    def to(self) -> Account | Tier:
        return self.cleaned_data["account"] or Tier(self.cleaned_data["tier"])


class SnoozeForm(forms.Form):
    minutes = forms.TypedChoiceField(choices=_LONG, coerce=int, label=_("Put it off for"))

    def until(self) -> datetime:
        return clock.now() + timedelta(minutes=self.cleaned_data["minutes"])


class ReassignForm(forms.Form):
    """Somebody else: whoever is on call for a rotation, a person, or everybody of a team."""

    to = forms.ChoiceField(label=_("Page instead"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        people = User.objects.filter(is_active=True).order_by("name").values_list("id", "name")
        self.fields["to"].choices = whom(people)[1:4]  # type: ignore[attr-defined]

    def whom(self) -> Schedule | User | Team:
        found = target_of(self.cleaned_data["to"])
        assert isinstance(found, Schedule | User | Team)
        return found
