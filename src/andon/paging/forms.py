"""What people type about paging: policies, and which service uses which."""

from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django import forms
from django.forms import BoundField
from django.utils.translation import gettext_lazy as _

from andon.catalog.models import Service
from andon.kit import clock
from andon.people.models import Team, User
from andon.schedules.models import Schedule

from .actions.put_policy import StepIn
from .models import Policy, Step, StepTarget

SPARE_STEPS = 2


class PolicyForm(forms.Form):
    """Steps are rows of fields: whom (a rotation or a person, several a step), and how long to wait for an answer.

    A row without anybody is left out.
    """

    name = forms.CharField(label=_("Name"), max_length=120)
    slug = forms.CharField(
        label=_("Short name"), max_length=60, help_text=_("For programs; it stays when the name changes.")
    )
    team = forms.ModelChoiceField(Team.objects.all(), label=_("Team"), empty_label=None)
    repeat = forms.IntegerField(
        label=_("Begin again, times"),
        min_value=0,
        max_value=10,
        initial=2,
        help_text=_("When nobody has answered after the last step. Then it is said loudly that nobody answered."),
    )

    def __init__(self, *args: Any, steps: Sequence[Step] = (), is_new: bool = True, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not is_new:
            del self.fields["slug"]
        self._places = [_width(step) for step in steps] + [2] * SPARE_STEPS
        choices = _whom()
        for row, width in enumerate(self._places):
            self._add_row(row, width, choices, steps[row] if row < len(steps) else None)

    def _add_row(self, row: int, width: int, choices: Any, step: Step | None) -> None:
        given = [_key(target) for target in step.targets.all()] if step else []
        for place in range(width):
            self.fields[f"step_{row}_whom_{place}"] = forms.ChoiceField(
                choices=choices,
                required=False,
                label=_("Page") if place == 0 else _("and"),
                initial=given[place] if place < len(given) else "",
            )
        self.fields[f"step_{row}_wait"] = forms.IntegerField(
            label=_("Wait, minutes"),
            min_value=1,
            max_value=1440,
            initial=step.wait_minutes if step else 5,
        )

    def rows(self) -> Iterator[tuple[int, list[BoundField]]]:
        for row, width in enumerate(self._places):
            names = [*(f"step_{row}_whom_{place}" for place in range(width)), f"step_{row}_wait"]
            yield row + 1, [self[name] for name in names]

    def head(self) -> list[BoundField]:
        return [bound for bound in self if not bound.name.startswith("step_")]

    def steps_given(self) -> list[StepIn]:
        """After validation."""
        found = []
        for row, width in enumerate(self._places):
            keys = [self.cleaned_data[f"step_{row}_whom_{place}"] for place in range(width)]
            targets = [target for key in dict.fromkeys(keys) if (target := _target(key)) is not None]
            if targets:
                found.append(StepIn(targets=targets, wait_minutes=self.cleaned_data[f"step_{row}_wait"]))
        return found


class BindingForm(forms.Form):
    service = forms.ModelChoiceField(Service.objects.all(), label=_("For"), empty_label=None)
    policy = forms.ModelChoiceField(Policy.objects.all(), label=_("Page by"), empty_label=None)


_LONG = [(30, _("30 minutes")), (60, _("1 hour")), (240, _("4 hours")), (720, _("12 hours")), (1440, _("1 day"))]


class SnoozeForm(forms.Form):
    minutes = forms.TypedChoiceField(choices=_LONG, coerce=int, label=_("Put it off for"))

    def until(self) -> datetime:
        return clock.now() + timedelta(minutes=self.cleaned_data["minutes"])


class ReassignForm(forms.Form):
    """Somebody else: whoever is on call for a rotation, a person, or everybody of a team."""

    to = forms.ChoiceField(label=_("Page instead"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["to"].choices = _whom()[1:]  # type: ignore[attr-defined]

    def whom(self) -> Schedule | User | Team:
        found = _target(self.cleaned_data["to"])
        assert isinstance(found, Schedule | User | Team)
        return found


def _width(step: Step) -> int:
    """One place more than it has, so that somebody can be added."""
    return max(2, len(step.targets.all()) + 1)


def _whom() -> list[tuple[Any, Any]]:
    rotations = [(f"schedule:{id}", name) for id, name in Schedule.objects.values_list("id", "name")]
    people = User.objects.filter(is_active=True).order_by("name").values_list("id", "name")
    teams = Team.objects.values_list("id", "name")
    return [
        ("", _("nobody")),
        (_("Whoever is on call for"), rotations),
        (_("Always"), [(f"user:{id}", name) for id, name in people]),
        (_("Everybody of"), [(f"team:{id}", name) for id, name in teams]),
    ]


def _key(target: StepTarget) -> str:
    if target.schedule_id:
        return f"schedule:{target.schedule_id}"
    return f"user:{target.user_id}" if target.user_id else f"team:{target.team_id}"


def _target(key: str) -> Schedule | User | Team | None:
    """A key is one of `_whom`'s, checked by the field."""
    kind, _colon, id = key.partition(":")
    match kind:
        case "schedule":
            return Schedule.objects.get(id=UUID(id))
        case "user":
            return User.objects.get(id=UUID(id))
        case "team":
            return Team.objects.get(id=UUID(id))
        case _:
            return None
