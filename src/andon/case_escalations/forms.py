"""What people type about escalations."""

from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from andon.paging.models import Policy
from andon.people.models import Team
from andon.targets.models import BusinessCalendar

from .models import EscalationKind
from .models.kind import MOST_MINUTES
from .raising import MOST_TEXT


def _words(label: Any, *, help_text: Any = "", required: bool = True) -> forms.CharField:
    widget = forms.Textarea(attrs={"rows": 3})
    return forms.CharField(label=label, max_length=MOST_TEXT, widget=widget, help_text=help_text, required=required)


class _Kinds(forms.ModelChoiceField):  # type: ignore[type-arg]  # not generic when it runs
    def label_from_instance(self, kind: EscalationKind) -> str:
        """With who is reached, so that she knows before she presses it."""
        if kind.policy:
            return gettext("%(kind)s: policy %(policy)s pages") % {"kind": kind.name, "policy": kind.policy.name}
        return gettext("%(kind)s: the leads of the team are told") % {"kind": kind.name}


class EscalateForm(forms.Form):
    kind = _Kinds(
        label=_("To whom"),
        queryset=EscalationKind.objects.filter(is_active=True).select_related("policy"),
        empty_label=None,
        to_field_name="slug",
    )
    reason = _words(_("Why"), help_text=_("What they should know and do. For colleagues only."))


class EscalateSelectedForm(EscalateForm):
    cases = forms.CharField(
        label=_("Cases"),
        max_length=2000,
        help_text=_("Their references, such as C-12 C-15. One page speaks for all of them."),
    )
    field_order = ("cases", "kind", "reason")


class AcceptForm(forms.Form):
    answer = _words(_("What happens next"), help_text=_("Whoever asked and the owner read it."))


class DeclineForm(forms.Form):
    why = _words(_("Why not"), help_text=_("The owner reads it, and may raise it again with something new."))


class DeEscalateForm(forms.Form):
    result = _words(_("What came of it"))


class WithdrawForm(forms.Form):
    why = _words(_("Why it is not needed any more"), required=False)


class KindForm(forms.Form):
    slug = forms.SlugField(
        label=_("Short name"), max_length=60, help_text=_("Stays when the name changes. One that exists is changed.")
    )
    name = forms.CharField(label=_("Name"), max_length=80)
    policy = forms.ModelChoiceField(
        label=_("Paging policy"),
        queryset=Policy.objects.all(),
        required=False,
        empty_label=_("None: the leads of the case’s team are told"),
    )
    answer_minutes = forms.IntegerField(
        label=_("Minutes until somebody must have accepted"), min_value=1, max_value=MOST_MINUTES, initial=60
    )
    calendar = forms.ModelChoiceField(
        label=_("Minutes that count"),
        queryset=BusinessCalendar.objects.all(),
        required=False,
        empty_label=_("Every minute, day and night"),
    )
    team = forms.ModelChoiceField(
        label=_("Who may accept, besides leads of the case’s team and whoever is paged"),
        queryset=Team.objects.all(),
        required=False,
        empty_label=_("Nobody else"),
    )
    position = forms.IntegerField(label=_("Place in the list"), min_value=0, max_value=30_000, initial=100)
    is_active = forms.BooleanField(label=_("Cases can be escalated to it"), required=False, initial=True)
