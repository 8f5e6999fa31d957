"""What agents type when they make a case of a signal."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from andon.people.models import Team, User


class FromSignalForm(forms.Form):
    """`person`: the contact whom its author may be; without one nothing is asked about her."""

    title = forms.CharField(label=gettext_lazy("What it is about"), max_length=200)
    team = forms.ModelChoiceField(
        Team.objects.none(), label=gettext_lazy("Team"), required=False, empty_label=gettext_lazy("The usual team")
    )
    mine = forms.BooleanField(label=gettext_lazy("I take it myself"), required=False)
    is_hers = forms.BooleanField(required=False, initial=True)

    def __init__(self, *args: Any, person: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if person:
            self.fields["is_hers"].label = _("It was said by %(name)s") % {"name": person}
        else:
            del self.fields["is_hers"]

    def given(self, user: User) -> dict[str, Any]:
        """What the action takes."""
        typed = self.cleaned_data
        return {
            "title": typed["title"],
            "team": typed["team"],
            "owner": user if typed["mine"] else None,
            "is_hers": typed.get("is_hers", False),
        }
