"""What an agent says when she makes several cases one."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from .merging import same_customer
from .models import Case


class MergeForm(forms.Form):
    """`across_customers` is asked only where the cases belong to different ones."""

    into = forms.ChoiceField(label=_("Which one stays"), widget=forms.RadioSelect)
    why = forms.CharField(
        label=_("Why"),
        max_length=500,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("Stands at the case, for colleagues. Needed where they belong to different customers."),
    )
    across_customers = forms.BooleanField(
        label=_("Yes, make cases of different customers one"),
        required=False,
        help_text=_("None of them reads what another wrote, and nobody new comes into copy."),
    )

    def __init__(self, *args: Any, cases: Sequence[Case], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.cases = {str(case.id): case for case in cases}
        oldest = min(cases, key=lambda case: (case.status == "closed", case.number), default=None)
        self.fields["into"].choices = [(key, f"{case.ref} · {case.title}") for key, case in self.cases.items()]  # type: ignore[attr-defined]
        self.fields["into"].initial = str(oldest.id) if oldest else None
        if all(same_customer(one, other) for one in cases for other in cases):
            del self.fields["across_customers"]

    def clean_into(self) -> Case:
        return self.cases[self.cleaned_data["into"]]

    def clean(self) -> dict[str, Any]:
        given: dict[str, Any] = super().clean() or {}
        if len(self.cases) < 2:
            self.add_error(None, _("Choose at least two cases."))
        given.setdefault("across_customers", False)
        return given
