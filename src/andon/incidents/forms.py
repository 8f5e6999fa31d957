"""What people type about incidents."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from andon.catalog.models import Service
from andon.people.models import User

from .models.duty import Kind
from .models.eta import Confidence
from .models.incident import Severity


def moment(label: Any, **more: Any) -> forms.DateTimeField:
    """A day and a time in the reader's own zone."""
    widget = forms.DateTimeInput({"type": "datetime-local"}, format="%Y-%m-%dT%H:%M")
    return forms.DateTimeField(label=label, widget=widget, **more)


def _lines(label: Any, rows: int = 2, **more: Any) -> forms.CharField:
    return forms.CharField(label=label, required=False, max_length=5000, widget=forms.Textarea({"rows": rows}), **more)


class IncidentForm(forms.Form):
    title = forms.CharField(label=_("What does not work"), max_length=200, help_text=_("As a customer would say it."))
    condition = forms.CharField(
        label=_("Where and for whom"),
        max_length=500,
        required=False,
        help_text=_("What those who are hit have in common, such as “Android 5.1, southern Europe”."),
    )
    customer_text = _lines(
        _("Safe to say to customers"),
        help_text=_("They see this on their case at once. What it means for them, what still works."),
    )
    internal_text = _lines(_("Only for us"))
    next_update_at = moment(_("Next update by"), required=False)

    def __init__(self, *args: Any, tells: bool, **kwargs: Any) -> None:
        """`tells`: whether the writer may say something to customers."""
        super().__init__(*args, **kwargs)
        if not tells:
            del self.fields["customer_text"]


class DeclareForm(IncidentForm):
    """`wakes` says of each service who would be woken for it; `links`: whether there are cases she works on."""

    severity = forms.ChoiceField(label=_("How bad is it"), choices=Severity.choices, initial=Severity.MAJOR)
    service = forms.ModelChoiceField(Service.objects.all(), label=_("Service"))
    also = forms.ModelMultipleChoiceField(
        Service.objects.all(), label=_("Also hit"), required=False, widget=forms.CheckboxSelectMultiple
    )
    page = forms.BooleanField(label=_("Wake who is on call for the service"), required=False, initial=True)
    cases = forms.CharField(
        label=_("Cases that report it"),
        max_length=10_000,
        required=False,
        help_text=_("References such as C-12, with spaces between them. They keep their owners."),
    )
    alert = forms.UUIDField(required=False, widget=forms.HiddenInput)
    field_order = ["title", "service", "page", "severity", "condition", "cases", "customer_text", "internal_text"]

    def __init__(self, *args: Any, wakes: Mapping[UUID, str], links: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not links:
            del self.fields["cases"]
        services = list(Service.objects.all())
        label = [(str(one.id), f"{one.name} · {wakes[one.id]}" if one.id in wakes else one.name) for one in services]
        ask = [] if len(label) == 1 else [("", _("Choose the one that does not work"))]
        self.fields["service"].choices = [*ask, *label]  # type: ignore[attr-defined]
        self.fields["also"].choices = [(str(one.id), one.name) for one in services]  # type: ignore[attr-defined]
        if len(services) < 2:
            del self.fields["also"]


class SeverityForm(forms.Form):
    severity = forms.ChoiceField(label=_("How bad is it"), choices=Severity.choices)


class EtaForm(forms.Form):
    expected_at = moment(_("A fix is expected at"))
    latest_at = moment(_("Or between then and"), required=False)
    confidence = forms.ChoiceField(
        label=_("How sure that is"), choices=[("", _("Not said")), *Confidence.choices], required=False
    )
    why = forms.CharField(label=_("Why then"), max_length=200, required=False)


class DutyForm(forms.Form):
    user = forms.ModelChoiceField(User.objects.none(), label=_("Who"), empty_label=None)
    kind = forms.ChoiceField(label=_("Does what"), choices=Kind.choices)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        staff = User.objects.filter(is_active=True, memberships__role__in=["agent", "responder", "lead"])
        self.fields["user"].queryset = staff.distinct().order_by("name")  # type: ignore[attr-defined]


class CasesForm(forms.Form):
    cases = forms.CharField(
        label=_("Cases"), max_length=10_000, help_text=_("References such as C-12, with spaces between them.")
    )


class LineForm(forms.Form):
    """Only the classes that the writer reads herself."""

    seen_by = forms.ChoiceField(choices=[])
    body = forms.CharField(max_length=20_000, widget=forms.Textarea)

    def __init__(self, *args: Any, classes: list[tuple[str, Any]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["seen_by"].choices = classes  # type: ignore[attr-defined]
