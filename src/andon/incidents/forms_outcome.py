"""What became of an agent's hunch: asked where an incident ends, and afterwards."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from andon.kit.errors import Missing
from andon.people.access import Access

from .models import Incident
from .models.hunch import Outcome
from .reads.find_incident import find_incident


class OutcomeForm(forms.Form):
    outcome = forms.ChoiceField(label=_("What it was"), choices=Outcome.choices)
    duplicate_of = forms.CharField(
        label=_("Which one"), max_length=40, required=False, help_text=_("Of a duplicate: the other, such as I-12.")
    )

    def __init__(self, *args: Any, access: Access, required: bool, **kwargs: Any) -> None:
        """Not `required`: she may leave it to what can be told by itself."""
        super().__init__(*args, **kwargs)
        self._access = access
        if not required:
            leave = ("", _("As it shows: confirmed when it was mended, seen or told by several"))
            self.fields["outcome"].choices = [leave, *Outcome.choices]  # type: ignore[attr-defined]
            self.fields["outcome"].required = False

    def clean_duplicate_of(self) -> Incident | None:
        ref = self.cleaned_data["duplicate_of"].strip()
        if not ref or self.cleaned_data.get("outcome") != Outcome.DUPLICATE:
            return None
        try:
            return find_incident(ref, self._access)
        except Missing as no:
            raise forms.ValidationError(no.message) from None


class ResolveForm(OutcomeForm):
    """Of an incident that no agent declared on a hunch only the reason is asked."""

    override_reason = forms.CharField(
        label=_("Why it is over all the same"),
        max_length=500,
        required=False,
        widget=forms.Textarea({"rows": 2, "maxlength": 500}),
        help_text=_("It stands in the incident with your name."),
    )
    field_order = ["override_reason", "outcome", "duplicate_of"]

    def __init__(self, *args: Any, incident: Incident, held: bool, **kwargs: Any) -> None:
        super().__init__(*args, required=False, **kwargs)
        if incident.call is None:
            del self.fields["outcome"], self.fields["duplicate_of"]
        if not held:
            del self.fields["override_reason"]
