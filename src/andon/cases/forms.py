"""What agents type in the inbox and in a case."""

from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from andon.catalog.models import Brand
from andon.people.models import Team, User

from .models import Case, CasePolicy
from .models.obligation import Kind, State
from .reads.case_policy import case_policy
from .reads.colleagues import answering_teams, colleagues
from .reads.homes import obligations_of
from .rules.priorities import priority_word
from .rules.reasons import SAID_HERE, CloseReason

_SHORT = forms.Textarea(attrs={"rows": 2})


class WriteForm(forms.Form):
    """`seen_by` has no default: nothing reaches a customer because a field was missing."""

    seen_by = forms.ChoiceField(choices=[("customer", _("To the customer")), ("agents", _("Agents"))])
    body = forms.CharField(max_length=100_000, error_messages={"required": _("Write something first.")})


class GivenForm(forms.Form):
    """Who gets cases: a colleague or a team."""

    to = forms.ChoiceField(label=_("Who gets it"))

    def __init__(self, *args: Any, receivers: list[tuple[Any, Any]] | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["to"].choices = find_receivers() if receivers is None else receivers  # type: ignore[attr-defined]

    def given_to(self) -> tuple[User | None, Team | None]:
        kind, _colon, key = self.cleaned_data["to"].partition(":")
        if kind == "user":
            return User.objects.get(id=key), None
        return None, Team.objects.get(id=key)


class HandOverForm(GivenForm):
    reason = forms.CharField(
        label=_("Why, and what to know"),
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Stands in the thread, for agents only."),
    )


class ReasonForm(forms.Form):
    reason = forms.CharField(label=_("Why"), max_length=500, widget=_SHORT)


class SolveForm(forms.Form):
    body = forms.CharField(
        label=_("What to write to her"),
        max_length=100_000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("Empty: we ask in her language whether it works now."),
    )


class CloseForm(forms.Form):
    reason = forms.ChoiceField(
        label=_("Why"),
        choices=[one for one in CloseReason.choices if one[0] in SAID_HERE and one[0] != CloseReason.SPAM],
        widget=forms.RadioSelect,
    )
    note = forms.CharField(
        label=_("Which check, or which other case"),
        max_length=500,
        required=False,
        help_text=_("Needed for a check and for the same as another case."),
    )


class WaitForm(forms.Form):
    who = forms.CharField(label=_("For whom"), max_length=200, help_text=_("A carrier, a bank, the checkout team …"))


class EditForm(forms.Form):
    title = forms.CharField(label=_("What it is about"), max_length=200)
    order_number = forms.CharField(label=_("Order number"), max_length=60, required=False)


class BrandForm(forms.Form):
    brand = forms.ModelChoiceField(label=_("Brand"), queryset=Brand.objects.all(), empty_label=None)


class PriorityForm(forms.Form):
    priority = forms.ChoiceField(label=_("How urgent it is"), widget=forms.RadioSelect)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["priority"].choices = [  # type: ignore[attr-defined]
            (one, priority_word(one)) for one in case_policy().priorities
        ]


class TagForm(forms.Form):
    tags = forms.CharField(
        label=_("Tags"), max_length=900, required=False, help_text=_("With commas between them; at most twenty.")
    )

    def all_tags(self) -> list[str]:
        return [tag.strip() for tag in self.cleaned_data["tags"].split(",") if tag.strip()]


class StepForm(forms.Form):
    what = forms.CharField(label=_("What was tried"), max_length=300)
    result = forms.CharField(label=_("What came of it"), max_length=300, required=False)


class ParticipantForm(forms.Form):
    address = forms.CharField(label=_("E-mail address"), max_length=254, widget=forms.EmailInput)


class SpamForm(forms.Form):
    block = forms.BooleanField(label=_("Open no more cases from this address"), required=False)


class WaiveForm(forms.Form):
    obligation = forms.ChoiceField(label=_("What will not be done"))
    why = forms.CharField(label=_("Why"), max_length=500, widget=_SHORT)

    def __init__(self, *args: Any, case: Case, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        owed = obligations_of(case).filter(state=State.OWED).exclude(kind=Kind.ANSWER)
        self.fields["obligation"].choices = lambda: [  # type: ignore[attr-defined]
            (str(one.id), f"{one.get_kind_display()} · {one.label}".removesuffix(" · ")) for one in owed
        ]


class GrantForm(GivenForm):
    why = forms.CharField(label=_("Why"), max_length=200)


class PolicyForm(forms.Form):
    default_team = forms.ModelChoiceField(
        label=_("Team of the mailbox and the portal"),
        queryset=Team.objects.all(),
        required=False,
        empty_label=_("None: in no queue, only leads of all teams see them"),
        help_text=_("Whatever names no other team goes to the least loaded of its agents."),
    )
    reminder_days = forms.CharField(
        label=_("Days after which a customer is reminded of our question"),
        max_length=60,
        required=False,
        help_text=_("With commas: 2, 5."),
    )
    auto_close_days = forms.IntegerField(
        label=_("Days after which a solved case closes without an answer"), min_value=1, max_value=365
    )
    merge_undo_days = forms.IntegerField(
        label=_("Days within which a merge can be undone"), min_value=1, max_value=365, initial=7
    )
    priorities = forms.CharField(
        label=_("Priorities, from the least urgent on"),
        max_length=400,
        required=False,
        help_text=_("With commas: low, normal, high, urgent. Targets can name them."),
    )

    @staticmethod
    def shown(policy: CasePolicy) -> dict[str, Any]:
        days = ", ".join(str(day) for day in policy.reminder_days)
        kept = {"default_team": policy.default_team, "auto_close_days": policy.auto_close_days}
        kept["merge_undo_days"] = policy.merge_undo_days
        return {**kept, "reminder_days": days, "priorities": ", ".join(policy.priorities)}

    def clean_reminder_days(self) -> list[int]:
        try:
            return [int(day) for day in self.cleaned_data["reminder_days"].split(",") if day.strip()][:9]
        except ValueError:
            raise forms.ValidationError(_("Whole days, with commas: 2, 5.")) from None

    def given(self) -> dict[str, Any]:
        """What `change_policy` takes."""
        names = ("default_team", "reminder_days", "auto_close_days", "merge_undo_days")
        given = {name: self.cleaned_data[name] for name in names}
        listed = [one for one in self.cleaned_data["priorities"].split(",") if one.strip()]
        return given | {"priorities": listed or None}


class OpenCaseForm(forms.Form):
    name = forms.CharField(label=_("Her name"), max_length=200)
    email = forms.EmailField(label=_("Her e-mail address"), max_length=254)
    channel = forms.ChoiceField(
        label=_("How she reached us"),
        choices=[
            ("phone", _("By phone")),
            ("person", _("In person")),
            ("chat", _("By chat")),
            ("letter", _("By letter")),
        ],
    )
    title = forms.CharField(label=_("What it is about"), max_length=200)
    body = forms.CharField(
        label=_("What she says"), max_length=100_000, widget=forms.Textarea(attrs={"rows": 5}), strip=True
    )
    locale = forms.ChoiceField(label=_("Language to answer in"), choices=settings.LANGUAGES, required=False)
    order_number = forms.CharField(label=_("Order number"), max_length=60, required=False)
    tags = forms.CharField(label=_("Tags, with commas"), max_length=900, required=False)
    team = forms.ModelChoiceField(
        label=_("Team"), queryset=Team.objects.none(), required=False, empty_label=_("The usual team")
    )
    brand = forms.ModelChoiceField(
        label=_("Brand"), queryset=Brand.objects.all(), required=False, empty_label=_("The default brand")
    )
    mine = forms.BooleanField(label=_("I own it"), required=False, initial=True)
    receipt = forms.BooleanField(label=_("Send her a receipt"), required=False, initial=True)


def find_receivers() -> list[tuple[Any, Any]]:
    """Who can get a case, to choose from; two queries, so that a screen asks once for all its forms."""
    people = [(f"user:{person.id}", person.name) for person in colleagues()]
    teams = [(f"team:{team.id}", team.name) for team in answering_teams()]
    return [("", "—"), (str(_("A colleague")), people), (str(_("Into a team's queue")), teams)]
