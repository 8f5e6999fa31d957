"""The forms of a schedule and its layers, as one: read from a request, tried out, and saved."""

from collections.abc import Sequence
from typing import Any

from django.db.models import QuerySet
from django.http import QueryDict

from andon.kit.errors import Invalid, Refused
from andon.people.models import Team, User
from andon.timeline.actor import Actor
from andon.ui.faults import show_refusal

from .actions.put_schedule import put_schedule
from .forms import people
from .forms_layers import MOST_LAYERS, LayerForm, ScheduleForm, said_of
from .layer_in import LayerIn
from .models import Schedule
from .reads.open_schedule import open_schedule

# Where a fault of a layer is shown; what is not named here stands above the layer.
_FIELDS = {"turns": "turn_0_0", "restrictions": "hours_0_from", "slot_seconds": "slot_hours"}


class Editor:
    """`slug` "" is a new schedule. Unbound it shows what holds from now on."""

    def __init__(self, head: ScheduleForm, layers: Sequence[LayerForm], slug: str) -> None:
        self.head, self.layers, self.slug = head, layers, slug

    @classmethod
    def blank(cls, first: dict[str, Any], teams: "QuerySet[Team]") -> "Editor":
        layer = {"unit": "week", "every": 1, "begins": first["begins"], "at": "09:00", "name": "Turns"}
        head = ScheduleForm(initial={"time_zone": first["time_zone"]}, teams=teams)
        return cls(head, [LayerForm(prefix="l0", initial=layer, who=people())], "")

    @classmethod
    def of(cls, schedule: Schedule, teams: "QuerySet[Team]") -> "Editor":
        found, layers = open_schedule(schedule)
        given = {"name": found.name, "team": found.team_id, "time_zone": found.time_zone}
        who = people()
        forms = [
            LayerForm(prefix=f"l{place}", initial=said_of(layer, says, found.time_zone), who=who)
            for place, (layer, says) in enumerate(layers)
        ]
        return cls(ScheduleForm(initial=given, teams=teams, is_new=False), forms, found.slug)

    @classmethod
    def posted(cls, sent: QueryDict, teams: "QuerySet[Team]", slug: str = "") -> "Editor":
        said = str(sent.get("layers", ""))
        count = int(said) if said.isdecimal() and len(said) < 4 else 0
        who = people()
        forms = [LayerForm(sent, prefix=f"l{place}", who=who) for place in range(min(count, MOST_LAYERS))]
        return cls(ScheduleForm(sent, teams=teams, is_new=not slug), forms, slug)

    def with_one_more(self) -> "Editor":
        """A layer that says nothing yet below those that were typed."""
        place = len(self.layers)
        blank = {"unit": "week", "every": 1, "at": "09:00", "name": f"Layer {place + 1}", "priority": place}
        fresh = LayerForm(prefix=f"l{place}", initial=blank, who=people())
        return Editor(self.head, [*self.layers, fresh], self.slug)

    def is_valid(self) -> bool:
        # Each is asked, so that all faults are shown at once.
        return all([self.head.is_valid(), *(form.is_valid() for form in self.layers)])

    @property
    def has_faults(self) -> bool:
        return bool(self.head.errors) or any(form.errors for form in self.layers)

    def save(self, *, by: Actor) -> Schedule | None:
        """None when it is refused; the faults stand in the forms."""
        said = self.head.cleaned_data
        try:
            return put_schedule(
                slug=self.slug or said["slug"],
                name=said["name"],
                team=said["team"],
                time_zone=said["time_zone"],
                layers=self._given(),
                holds_from=said.get("holds_from"),
                by=by,
            )
        except Refused as refused:
            self._show(refused)
            return None

    def _given(self) -> list[LayerIn]:
        chosen = {id for form in self.layers for id in form.chosen()}
        users = User.objects.filter(is_active=True).in_bulk(list(chosen))
        return [form.given(users) for form in self.kept]

    @property
    def kept(self) -> list[LayerForm]:
        return [form for form in self.layers if not form.cleaned_data["gone"]]

    def _show(self, refused: Refused) -> None:
        if not isinstance(refused, Invalid):
            show_refusal(self.head, refused)
            return
        for name, said in refused.faults.items():
            first, _, rest = name.partition(".")
            place, _, field = rest.partition(".")
            if first == "layers" and place.isdecimal():
                field = _FIELDS.get(field, field)
                form = self.kept[int(place)]
                form.add_error(field if field in form.fields else None, said)
            else:
                show_refusal(self.head, Invalid({name: said}))
