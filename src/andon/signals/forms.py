"""What people choose and type about signals."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from .models.signal import Status
from .reads.found_signals import SignalFilter, known_sources
from .rules.rating import HIGH, LOW, MIDDLE
from .rules.reasons import DismissReason
from .rules.sources import source_word

RATINGS = [("", _("every rating")), (LOW, _("low")), (MIDDLE, _("middling")), (HIGH, _("high")), ("none", _("none"))]


class SignalFilterForm(forms.Form):
    """From the address; what is not understood is left out."""

    q = forms.CharField(
        label=_("With these words"), required=False, max_length=100, widget=forms.TextInput({"type": "search"})
    )
    source = forms.ChoiceField(label=_("Said where"), required=False)
    rating = forms.ChoiceField(label=_("Rating"), choices=RATINGS, required=False)
    status = forms.ChoiceField(label=_("What became of it"), choices=[("", _("all")), *Status.choices], required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        sources = [(source, source_word(source)) for source in known_sources()]
        self.fields["source"].choices = [("", _("anywhere")), *sources]  # type: ignore[attr-defined]

    def chosen(self) -> SignalFilter:
        self.is_valid()
        given = self.cleaned_data
        return SignalFilter(
            source=given.get("source", ""),
            rating=given.get("rating", ""),
            status=given.get("status", ""),
            words=given.get("q", ""),
        )


class DismissForm(forms.Form):
    reason = forms.ChoiceField(label=_("Why"), choices=DismissReason.choices, widget=forms.RadioSelect)
    note = forms.CharField(
        label=_("In words"), max_length=500, required=False, help_text=_("Needed for another reason.")
    )
