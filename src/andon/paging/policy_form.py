"""What people type about a policy: its steps, whom each pages, and (folded away) when a step applies at all."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.forms import BoundField
from django.utils.translation import gettext_lazy as _

from andon.people.models import Team, User
from andon.schedules.forms import team_field

from .actions.put_policy import Place, StepIn, TakeTurns, Target
from .models import Policy, Step, StepTarget
from .models.policy import Kind
from .rules.conditions import Conditions
from .step_fields import MORE, more_fields, target_of, whom

SPARE_STEPS = 2


@dataclass(frozen=True, slots=True)
class Row:
    """A step's fields; `more` are folded away unless one says something (`is_open`)."""

    number: int
    whom: list[BoundField]
    more: list[BoundField]
    is_open: bool


class PolicyForm(forms.Form):
    """Steps are rows of fields: whom (several a step), how long to wait for an answer, and more.

    A row without anybody is left out.
    """

    name = forms.CharField(label=_("Name"), max_length=120)
    slug = forms.CharField(
        label=_("Short name"), max_length=60, help_text=_("For programs; it stays when the name changes.")
    )
    team = team_field()
    repeat = forms.IntegerField(
        label=_("Begin again, times"),
        min_value=0,
        max_value=10,
        initial=2,
        help_text=_("When nobody has answered after the last step. Then it is said loudly that nobody answered."),
    )
    fallback = forms.ChoiceField(
        label=_("When nobody is on call at all, page"),
        required=False,
        help_text=_("So that it is never silent. Left open: who leads the team, or an administrator."),
    )

    def __init__(
        self, *args: Any, teams: "QuerySet[Team]", steps: Sequence[Step] = (), is_new: bool = True, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.fields["team"].queryset = teams  # type: ignore[attr-defined]
        if not is_new:
            del self.fields["slug"]
        people = _people()
        self.fields["fallback"].choices = _fallbacks(people)  # type: ignore[attr-defined]
        self._places = [_width(step) for step in steps] + [2] * SPARE_STEPS
        choices = [*whom(people), *_channels(steps)]
        for row, width in enumerate(self._places):
            self._add_row(row, width, choices, people, steps[row] if row < len(steps) else None)

    def _add_row(self, row: int, width: int, choices: Any, people: Any, step: Step | None) -> None:
        given = [_key(target) for target in step.targets.all() if target.kind != Kind.TURNS] if step else []
        for place in range(width):
            self.fields[f"step_{row}_whom_{place}"] = forms.ChoiceField(
                choices=choices,
                required=False,
                label=_("Page") if place == 0 else _("and"),
                initial=given[place] if place < len(given) else "",
            )
        self.fields[f"step_{row}_wait"] = forms.IntegerField(
            label=_("Wait, minutes"), min_value=1, max_value=1440, initial=step.wait_minutes if step else 5
        )
        for name, field in more_fields(people).items():
            field.initial = _initial(step, name)
            self.fields[f"step_{row}_{name}"] = field

    def rows(self) -> Iterator[Row]:
        for row, width in enumerate(self._places):
            names = [*(f"step_{row}_whom_{place}" for place in range(width)), f"step_{row}_wait"]
            more = [self[f"step_{row}_{name}"] for name in MORE]
            yield Row(row + 1, [self[name] for name in names], more, any(map(_says_something, more)))

    def head(self) -> list[BoundField]:
        return [bound for bound in self if not bound.name.startswith("step_")]

    def fallback_given(self) -> User | Team | None:
        found = target_of(self.cleaned_data["fallback"])
        return found if isinstance(found, User | Team) else None

    def steps_given(self) -> list[StepIn]:
        """After validation."""
        found = []
        for row, width in enumerate(self._places):
            keys = [self.cleaned_data[f"step_{row}_whom_{place}"] for place in range(width)]
            targets = [target for key in dict.fromkeys(keys) if (target := target_of(key)) is not None]
            targets += self._more_targets(row)
            if targets:
                found.append(self._step(row, targets))
        return found

    def _more_targets(self, row: int) -> list[Target]:
        given = {name: self.cleaned_data[f"step_{row}_{name}"] for name in ("turns", "place", "place_label")}
        found: list[Target] = []
        if given["turns"]:
            by_id = {str(user.id): user for user in User.objects.filter(id__in=given["turns"])}
            found.append(TakeTurns([by_id[id] for id in given["turns"]]))
        if given["place"]:
            found.append(Place(given["place"], given["place_label"]))
        return found

    def _step(self, row: int, targets: Sequence[Target]) -> StepIn:
        given = {name: self.cleaned_data[f"step_{row}_{name}"] for name in MORE}
        return StepIn(
            targets=targets,
            wait_minutes=self.cleaned_data[f"step_{row}_wait"],
            needed=given["needed"] or 1,
            urgency=given["urgency"] or "high",
            when_nobody=given["when_nobody"] or "next",
            conditions=Conditions(
                severity=given["severity"],
                tiers=given["tiers"],
                days=given["days"],
                start=_hour(given["start"]),
                end=_hour(given["end"]),
                zone=given["zone"].strip(),
            ),
        )


def _people() -> list[tuple[Any, str]]:
    return list(User.objects.filter(is_active=True).order_by("name").values_list("id", "name"))


def _fallbacks(people: Any) -> list[tuple[Any, Any]]:
    teams = Team.objects.values_list("id", "name")
    return [
        ("", _("who leads the team")),
        (_("A person"), [(f"user:{id}", name) for id, name in people]),
        (_("Everybody of"), [(f"team:{id}", name) for id, name in teams]),
    ]


def _channels(steps: Sequence[Step]) -> list[tuple[Any, Any]]:
    """Those that it has, by the name that was given to them; what is sealed is not shown again."""
    kept = [target for step in steps for target in step.targets.all() if target.kind == Kind.PLACE]
    return [(_("Channels of this policy"), [(f"place:{one.id}", one.label) for one in kept])] if kept else []


_USUAL = {"urgency": "high", "needed": 1, "when_nobody": "next"}


def _initial(step: Step | None, name: str) -> Any:
    if step is None:
        return _USUAL.get(name)
    if name in ("urgency", "needed", "when_nobody"):
        return getattr(step, name)
    if name == "turns":
        return [str(id) for target in step.targets.all() if target.kind == Kind.TURNS for id in target.members]
    return step.conditions.get(name)


def _says_something(bound: BoundField) -> bool:
    usual = next((value for name, value in _USUAL.items() if bound.name.endswith(f"_{name}")), None)
    return bool(bound.errors) or str(bound.value() or "") not in ("", "[]", str(usual or ""))


def _hour(value: Any) -> str:
    return value.strftime("%H:%M") if value else ""


def _width(step: Step) -> int:
    """One place more than it has, so that somebody can be added."""
    return max(2, sum(target.kind != Kind.TURNS for target in step.targets.all()) + 1)


def _key(target: StepTarget) -> str:
    match target.kind:
        case Kind.PLACE:
            return f"place:{target.id}"
        case Kind.CONCIERGE:
            return "concierge:"
    return f"{target.kind}:{target.schedule_id or target.user_id or target.team_id}"


def fallback_key(policy: Policy) -> str:
    if policy.fallback_user_id:
        return f"user:{policy.fallback_user_id}"
    return f"team:{policy.fallback_team_id}" if policy.fallback_team_id else ""
