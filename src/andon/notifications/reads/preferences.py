"""How people want to be reached."""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from andon.notifications.models import KindChoice, QuietHours, ReachStep
from andon.notifications.rules.quiet import Window, quiet_until
from andon.notifications.rules.reach import LOW, Stage, Way, stages
from andon.people.middleware import zone_of
from andon.people.models import User

from .ways_of import ways_of_each


@dataclass(frozen=True, slots=True)
class Preferences:
    """`chosen` by urgency: minutes and way; `choices` by kind."""

    user: User
    ways: Sequence[Way]
    chosen: Mapping[str, Sequence[tuple[int, UUID | None]]] = field(default_factory=dict)
    windows: Sequence[Window] = ()
    choices: Mapping[str, str] = field(default_factory=dict)

    def stages(self, urgency: str) -> list[Stage]:
        return stages(self.chosen.get(urgency, ()), self.ways, urgency)

    def open_at(self, moment: datetime, urgency: str) -> datetime:
        """When a message that is due then may go out."""
        if urgency != LOW or not self.windows:
            return moment
        return quiet_until(self.windows, zone_of(self.user.time_zone), moment) or moment


def preferences_of(users: Collection[User]) -> dict[UUID, Preferences]:
    """Four queries for any number of people."""
    ways = ways_of_each(users)
    chosen: dict[UUID, dict[str, list[tuple[int, UUID | None]]]] = defaultdict(lambda: defaultdict(list))
    for step in ReachStep.objects.filter(user__in=users):
        chosen[step.user_id][step.urgency].append((step.wait_minutes, step.method_id))
    windows: dict[UUID, list[Window]] = defaultdict(list)
    for hours in QuietHours.objects.filter(user__in=users):
        windows[hours.user_id].append(hours.window)
    choices: dict[UUID, dict[str, str]] = defaultdict(dict)
    for choice in KindChoice.objects.filter(user__in=users):
        choices[choice.user_id][choice.kind] = choice.choice
    return {
        user.id: Preferences(user, ways[user.id], chosen[user.id], windows[user.id], choices[user.id]) for user in users
    }
