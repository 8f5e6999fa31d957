"""What leads and administrators type about contracts."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any

from django import forms
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from andon.catalog.models import Service
from andon.gestures.models import Gesture
from andon.incidents.forms import moment
from andon.incidents.models.incident import Severity

from .contract_in import StepIn
from .models import Contract, Terms
from .models.terms import Counts, PeriodKind, Since

DAYS = [
    (0, _("Monday")),
    (1, _("Tuesday")),
    (2, _("Wednesday")),
    (3, _("Thursday")),
    (4, _("Friday")),
    (5, _("Saturday")),
    (6, _("Sunday")),
]  # fmt: skip


def _day(label: Any, **more: Any) -> forms.DateField:
    return forms.DateField(label=label, widget=forms.DateInput({"type": "date"}, format="%Y-%m-%d"), **more)


def _hour(label: Any, **more: Any) -> forms.TimeField:
    widget = forms.TimeInput({"type": "time"}, format="%H:%M")
    return forms.TimeField(label=label, widget=widget, required=False, **more)


def _many(label: Any, choices: Any, **more: Any) -> forms.TypedMultipleChoiceField:
    return forms.TypedMultipleChoiceField(label=label, choices=choices, widget=forms.CheckboxSelectMultiple, **more)


class ContractForm(forms.Form):
    name = forms.CharField(label=_("Name"), max_length=200, help_text=_("Such as “Gold, 2027”."))
    external_id = forms.CharField(
        label=_("External id"),
        max_length=120,
        required=False,
        help_text=_("What your other systems call this contract."),
    )
    valid_from = _day(
        _("These terms hold from"), help_text=_("Another day makes new terms; what was before stays judged by the old.")
    )
    valid_until = _day(_("Their last day"), required=False)
    target = forms.DecimalField(
        label=_("Availability, in per cent"), max_digits=7, decimal_places=4, help_text=_("Such as 99.9.")
    )
    period = forms.ChoiceField(label=_("Measured over"), choices=PeriodKind.choices, initial=PeriodKind.MONTH)
    services = forms.ModelMultipleChoiceField(
        Service.objects.all(), label=_("Services it covers (none ticked: all)"), required=False,
        widget=forms.CheckboxSelectMultiple,
    )  # fmt: skip
    counts = forms.ChoiceField(label=_("An incident counts"), choices=Counts.choices, initial=Counts.REPORTED)
    since = forms.ChoiceField(label=_("It is counted"), choices=Since.choices, initial=Since.FIRST_SIGN)
    severities = _many(_("Severities that count"), Severity.choices, initial=["critical", "major"])
    days = _many(_("Days that count (none ticked: all the time)"), DAYS, coerce=int, required=False)
    opens = _hour(_("Hours that count, from"))
    closes = _hour(_("to"), help_text=_("In the account’s time zone. 00:00 is the end of the day."))
    fee = forms.DecimalField(
        label=_("Fee of a period"), min_value=0, max_digits=14, decimal_places=2, initial=0,
        help_text=_("What the credits are a share of."),
    )  # fmt: skip
    currency = forms.CharField(label=_("Currency"), min_length=3, max_length=3, initial="EUR")
    steps = forms.CharField(
        label=_("Credits"),
        required=False,
        max_length=1000,
        widget=forms.Textarea({"rows": 3}),
        help_text=_("One a line: below which availability which share of the fee, in per cent, such as “99.9 10”."),
    )
    cap = forms.DecimalField(label=_("At most, in per cent of the fee"), max_digits=5, decimal_places=2, initial=100)
    words = forms.CharField(
        label=_("In words"), required=False, max_length=20_000, widget=forms.Textarea({"rows": 3}),
        help_text=_("Whatever else was agreed."),
    )  # fmt: skip

    def clean_steps(self) -> list[StepIn]:
        lines = [line.split() for line in self.cleaned_data["steps"].splitlines() if line.strip()]
        try:
            return [StepIn(below=_percent(below), percent=_percent(share)) for below, share in lines]
        except (ValueError, InvalidOperation):
            raise forms.ValidationError(_now("Two numbers a line, such as “99.9 10”.")) from None


def _percent(text: str) -> Decimal:
    return Decimal(text.strip("%<:"))


def as_typed(contract: Contract, terms: Terms | None) -> dict[str, object]:
    """What the form shows of a contract that exists."""
    typed: dict[str, object] = {
        "name": contract.name,
        "external_id": contract.external_id or "",
        "words": contract.words,
    }
    if terms is not None:
        plain = set(ContractForm.base_fields) - {*typed, "services", "steps"}
        typed |= {name: getattr(terms, name) for name in plain}
        typed["target"] = terms.target.normalize()
        typed["services"] = [service.id for service in terms.services.all()]
        typed["steps"] = "\n".join(
            f"{Decimal(step['below']).normalize():f} {Decimal(step['percent']).normalize():f}" for step in terms.steps
        )
    return typed


class CorrectionForm(forms.Form):
    adds = forms.TypedChoiceField(
        label=_("This stretch"),
        choices=[("yes", _("cost them minutes, though nothing was recorded")), ("no", _("cost them none"))],
        coerce=lambda value: value == "yes",
    )
    begins_at = moment(_("From"))
    ends_at = moment(_("Until"))
    why = forms.CharField(label=_("Why"), max_length=500, widget=forms.Textarea({"rows": 2}))


class SettleForm(forms.Form):
    """`periods`: first day and words of those that owe; `gestures`: what the account was given and settles nothing."""

    period = forms.TypedChoiceField(label=_("Period"), coerce=date.fromisoformat)
    gesture = forms.ModelChoiceField(
        Gesture.objects.none(), label=_("Given as"), required=False, empty_label=_("Given elsewhere, see the number")
    )
    reference = forms.CharField(label=_("Number of the booking"), max_length=120, required=False)

    def __init__(self, *args: Any, periods: Sequence[tuple[str, str]], gestures: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["period"].choices = periods  # type: ignore[attr-defined]
        self.fields["gesture"].queryset = gestures  # type: ignore[attr-defined]
        self.fields["gesture"].label_from_instance = lambda one: one.words  # type: ignore[attr-defined]


class LongerForm(forms.Form):
    """A question: what is owed if it runs so much longer."""

    minutes = forms.IntegerField(label=_("If it runs so many minutes more"), min_value=1, max_value=100_000, initial=60)
