"""The fields of a step: whom it can name, and what is folded away because few need it."""

from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from andon.customers.models.account import Tier
from andon.people.models import Team, User
from andon.schedules.models import Schedule

from .actions.put_policy import Concierge, NextShift, Place, Target
from .models.policy import Urgency, WhenNobody
from .rules.conditions import DAYS

_DAY_NAMES = (_("Mon"), _("Tue"), _("Wed"), _("Thu"), _("Fri"), _("Sat"), _("Sun"))
_SEVERITIES = [
    ("", _("however bad it is")),
    ("error", _("only errors, major and worse")),
    ("critical", _("only what is critical")),
]
MORE = (
    "turns", "place", "place_label", "urgency", "needed", "when_nobody",
    "severity", "tiers", "days", "start", "end", "zone",
)  # fmt: skip


def whom(people: Any) -> list[tuple[Any, Any]]:
    """Whom a step, or somebody who passes a page on, can name."""
    schedules = list(Schedule.objects.values_list("id", "name"))
    return [
        ("", _("nobody")),
        (_("Whoever is on call for"), [(f"schedule:{id}", name) for id, name in schedules]),
        (_("Always"), [(f"user:{id}", name) for id, name in people]),
        (_("Everybody of"), [(f"team:{id}", name) for id, name in Team.objects.values_list("id", "name")]),
        (
            _("Whoever comes next for"),
            [(f"next_shift:{id}", _("next for %(name)s") % {"name": name}) for id, name in schedules],
        ),
        (_("By account"), [("concierge:", _("the account’s concierge"))]),
    ]


def target_of(key: str) -> Target | None:
    """A key is one of `whom`'s, checked by the field."""
    kind, _colon, id = key.partition(":")
    match kind:
        case "schedule":
            return Schedule.objects.get(id=UUID(id))
        case "next_shift":
            return NextShift(Schedule.objects.get(id=UUID(id)))
        case "user":
            return User.objects.get(id=UUID(id))
        case "team":
            return Team.objects.get(id=UUID(id))
        case "concierge":
            return Concierge()
        case "place":
            return Place(keep=UUID(id))
        case _:
            return None


def more_fields(people: Any) -> dict[str, forms.Field]:
    return {
        "turns": forms.MultipleChoiceField(
            choices=[(str(id), name) for id, name in people], required=False, label=_("One of these, in turn"),
            help_text=_("Whoever is away keeps her turn."), widget=forms.SelectMultiple(attrs={"size": 4}),
        ),
        "place": forms.CharField(
            max_length=2000, required=False, label=_("Also tell a channel or webhook"),
            help_text=_("An Apprise URL such as slack://… or jsons://…. Kept sealed, never shown again."),
        ),
        "place_label": forms.CharField(max_length=120, required=False, label=_("What you call that channel")),
        "urgency": forms.ChoiceField(choices=Urgency.choices, required=False, label=_("Urgency")),
        "needed": forms.IntegerField(min_value=1, max_value=10, required=False, label=_("How many must answer")),
        "when_nobody": forms.ChoiceField(
            choices=WhenNobody.choices, required=False, label=_("When nobody is on call")
        ),
        "severity": forms.ChoiceField(choices=_SEVERITIES, required=False, label=_("How bad")),
        "tiers": forms.MultipleChoiceField(
            choices=Tier.choices, required=False, label=_("Only for these tiers"),
            widget=forms.CheckboxSelectMultiple,
        ),
        "days": forms.MultipleChoiceField(
            choices=list(zip(DAYS, _DAY_NAMES, strict=True)), required=False, label=_("Only on these days"),
            widget=forms.CheckboxSelectMultiple,
        ),
        "start": forms.TimeField(required=False, label=_("Only from"), widget=forms.TimeInput(attrs={"type": "time"})),
        "end": forms.TimeField(required=False, label=_("until"), widget=forms.TimeInput(attrs={"type": "time"})),
        "zone": forms.CharField(
            max_length=64, required=False, label=_("Time zone of these hours"),
            help_text=_("Such as Europe/Lisbon. Left open: of whoever would be paged."),
        ),
    }  # fmt: skip
