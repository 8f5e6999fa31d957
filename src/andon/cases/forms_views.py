"""What agents type when they describe a list of cases."""

from collections.abc import Iterable, Mapping
from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from andon.customers.models.account import Tier
from andon.people.access import Access
from andon.people.models import Team

from .models import SavedView
from .models.case import Status
from .models.saved_view import Audience
from .reads.case_types import case_types
from .reads.colleagues import answering_teams, colleagues
from .reads.filtered import field_kinds
from .rules.channels import CHANNELS, channel_word
from .rules.filter_parts import MANY, parts_of, text_of
from .rules.filters import parse
from .rules.view_order import ORDER_WORDS, USUAL
from .view_in import ViewIn

_CHECKS = forms.CheckboxSelectMultiple
_GROUPS = [
    ("running", _("Running")),
    ("ours", _("Our turn")),
    ("waiting", _("Waits for somebody")),
    ("over", _("Over")),
]
_MARKS = [
    ("unverified", _("Unverified")),
    ("owed", _("Something is owed")),
    ("asked", _("A question waits")),
    ("follow_up", _("Follows up another")),
    ("spam", _("Spam")),
]


class FilterForm(forms.Form):
    """One control a name; `more` takes what has none, such as own fields and what must not be."""

    status = forms.MultipleChoiceField(
        label=_("Status"), choices=[*_GROUPS, *Status.choices], required=False, widget=_CHECKS
    )
    owner = forms.ChoiceField(label=_("Owner"), required=False)
    team = forms.ChoiceField(label=_("Team"), required=False)
    type = forms.ChoiceField(label=_("Type"), required=False)
    tag = forms.CharField(label=_("Tags, one of"), max_length=300, required=False, help_text=_("With commas."))
    channel = forms.MultipleChoiceField(
        label=_("Came by"),
        choices=lambda: [(channel, channel_word(channel)) for channel in CHANNELS],
        required=False,
        widget=_CHECKS,
    )
    tier = forms.MultipleChoiceField(label=_("Tier"), choices=Tier.choices, required=False, widget=_CHECKS)
    account = forms.CharField(label=_("Accounts"), max_length=300, required=False, help_text=_("Their external ids."))
    language = forms.ChoiceField(label=_("Language"), required=False)
    waiting = forms.CharField(
        label=_("As it is for"), max_length=8, required=False, help_text=_(">2d: longer than two days. <4h: less.")
    )
    opened = forms.CharField(label=_("Opened ago"), max_length=8, required=False, help_text=_("<7d: within a week."))
    due = forms.CharField(
        label=_("Due"), max_length=8, required=False, help_text=_("<1h: within the hour. Or: late, none, any.")
    )
    locals()["is"] = forms.MultipleChoiceField(label=_("And is"), choices=_MARKS, required=False, widget=_CHECKS)
    words = forms.CharField(label=_("Words"), max_length=100, required=False)
    more = forms.CharField(
        label=_("More, in the filter’s language"),
        max_length=1000,
        required=False,
        widget=forms.Textarea({"rows": 2, "placeholder": "-tag:vat field.cost>100"}),
        help_text=_("A minus turns it round; own fields are field.key:value."),
    )

    def __init__(self, data: Any = None, *, text: str = "", initial: Mapping[str, Any] | None = None) -> None:
        shown = parts_of(parse(text, field_kinds([text]))) if text else {}
        super().__init__(data, initial={**shown, **(initial or {})})
        people = [(one.email, one.name) for one in colleagues()]
        self._choices("owner", [("me", _("Whoever looks")), ("none", _("Nobody")), *people])
        teams = [(one.slug, one.name) for one in answering_teams()]
        self._choices("team", [("mine", _("The teams of whoever looks")), ("none", _("No team")), *teams])
        self._choices("type", [("none", _("No type")), *((one.slug, one.label) for one in case_types())])
        self._choices("language", settings.LANGUAGES)
        for name in MANY:
            self._many(name)

    def _choices(self, name: str, offered: Iterable[tuple[Any, Any]]) -> None:
        """What the filter says already stays a choice, such as two owners at once."""
        said = self.initial.get(name, "")
        known = [("", "—"), *offered]
        lost = [(said, said)] if said and said not in dict(known) else []
        self.fields[name].choices = [*known, *lost]  # type: ignore[attr-defined]

    def _many(self, name: str) -> None:
        field: Any = self.fields[name]
        known = list(field.choices)
        field.choices = [*known, *((one, one) for one in self.initial.get(name, []) if one not in dict(known))]

    def text(self) -> str:
        return text_of(self.cleaned_data)


class ViewForm(FilterForm):
    name = forms.CharField(label=_("Name of the view"), max_length=60)
    order = forms.ChoiceField(label=_("Order"), choices=list(ORDER_WORDS.items()), initial=USUAL)
    audience = forms.ChoiceField(label=_("Who sees the view"), choices=Audience.choices)
    of_team = forms.ModelChoiceField(
        label=_("Which team"), queryset=Team.objects.none(), required=False, empty_label="—"
    )
    field_order = ["name", "order", "audience", "of_team"]

    def __init__(
        self,
        data: Any = None,
        *,
        access: Access,
        view: SavedView | None = None,
        text: str = "",
        initial: Mapping[str, Any] | None = None,
    ) -> None:
        if view is not None:
            text = view.filter
            initial = {"name": view.name, "order": view.order, "audience": view.audience, "of_team": view.team_id}
        super().__init__(data, text=text, initial=initial)
        if not access.has("lead"):
            offered = [one for one in Audience.choices if one[0] != Audience.EVERYBODY]
            self.fields["audience"].choices = offered  # type: ignore[attr-defined]
        teams = Team.objects.all()
        if not access.everywhere("agent", "lead"):
            teams = teams.filter(id__in=access.teams("agent", "lead"))
        self.fields["of_team"].queryset = teams  # type: ignore[attr-defined]

    def given(self) -> ViewIn:
        typed = self.cleaned_data
        return ViewIn(
            name=typed["name"],
            filter=self.text(),
            order=typed["order"],
            audience=typed["audience"],
            team=typed["of_team"],
        )
