"""What people choose about suggestions."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from andon.cases.forms_service import about_choices, about_of
from andon.cases.reads.case_policy import case_policy
from andon.cases.reads.colleagues import answering_teams
from andon.cases.rules.priorities import priority_word
from andon.people.models import Team


class CorrectForm(forms.Form):
    about = forms.ChoiceField(label=_("What it is about"), required=False)
    team = forms.ChoiceField(label=_("Team"), required=False)
    priority = forms.ChoiceField(label=_("How urgent it is"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        teams = [(str(team.id), team.name) for team in answering_teams()]
        ranks = [(one, priority_word(one)) for one in case_policy().priorities]
        self.fields["about"].choices = about_choices()  # type: ignore[attr-defined]
        self.fields["team"].choices = [("", _("Where it is")), *teams]  # type: ignore[attr-defined]
        self.fields["priority"].choices = ranks  # type: ignore[attr-defined]

    def given(self) -> dict[str, Any]:
        """The arguments of `correct_suggestion`."""
        typed = self.cleaned_data
        team = Team.objects.get(id=typed["team"]) if typed["team"] else None
        return {**about_of(typed["about"]), "team": team, "priority": typed["priority"]}


class ThresholdForm(forms.Form):
    threshold = forms.FloatField(
        label=_("Suggest from a confidence of"),
        min_value=0,
        max_value=0.99,
        widget=forms.NumberInput(attrs={"step": "0.01"}),
        help_text=_("Between 0 and 0.99. Higher: fewer suggestions, and more of them right."),
    )
