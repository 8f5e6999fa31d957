"""The policies and hours that hold now, read once for any number of subjects."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from uuid import UUID

from andon.kit import clock

from .models import BusinessCalendar, CalendarVersion, Clock, TargetPolicy, TargetSettings
from .models.target_settings import WhenChanged
from .reads.calendars import default_calendar
from .reads.hours_of import hours_of
from .rules.calendar import ALWAYS, Calendar
from .rules.choosing import choose, minutes_of
from .rules.rounds import BETWEEN, Ways
from .subjects import Known

OWED = "owed"
USUAL_MINUTES = {"strategic": 30, "growth": 120, "*": 240}
USUAL_TARGETS = {"first_reply": USUAL_MINUTES, "next_reply": USUAL_MINUTES}


@dataclass(frozen=True)
class InForce:
    """`policies` in their order, the default last. The rest is read when it is first needed."""

    policies: Sequence[TargetPolicy]
    today: date
    _known: dict[UUID, Calendar] = field(default_factory=dict)

    @cached_property
    def default(self) -> BusinessCalendar | None:
        return default_calendar()

    @cached_property
    def freezes(self) -> bool:
        """Whether running clocks keep the hours with which they began."""
        return TargetSettings.objects.filter(when_calendar_changes=WhenChanged.FREEZE).exists()

    def policy_of(self, kind: str, known: Known) -> TargetPolicy:
        """The one that holds for a subject; the usual one where none was ever set up."""
        offered = [one for one in self.policies if one.subject_kind == kind]
        return choose(offered, known.fits, self.today) or usual_policy(kind)

    def calendar_of(self, policy: TargetPolicy) -> BusinessCalendar | None:
        """None: every minute counts."""
        return None if policy.real_time else policy.calendar or self.default

    def hours_for(self, policy: TargetPolicy, kept: Clock | None) -> tuple[BusinessCalendar | None, int, Calendar]:
        """The calendar, its version and hours; a running clock may be frozen to what its calendar was."""
        calendar = self.calendar_of(policy)
        if calendar is None:
            return None, 0, ALWAYS
        if kept is not None and self._is_frozen(kept, calendar):
            was = CalendarVersion.objects.filter(calendar=calendar, version=kept.calendar_version).first()
            if was is not None:
                return calendar, was.version, hours_of(was)
        return calendar, calendar.version, self._hours(calendar)

    def _hours(self, calendar: BusinessCalendar) -> Calendar:
        if calendar.id not in self._known:
            self._known[calendar.id] = hours_of(calendar)
        return self._known[calendar.id]

    def _is_frozen(self, kept: Clock, calendar: BusinessCalendar) -> bool:
        older = kept.calendar_id == calendar.id and kept.calendar_version != calendar.version
        return older and self.freezes


def in_force() -> InForce:
    """One query now, and at most two more."""
    policies = list(TargetPolicy.objects.filter(retired_at=None).select_related("calendar"))
    return InForce(policies, clock.now().date())


def usual_policy(kind: str) -> TargetPolicy:
    """Not kept: what holds until somebody sets up a default."""
    return TargetPolicy(
        id=UUID(int=0),
        subject_kind=kind,
        slug="usual",
        name="Usual",
        position=0,
        version=0,
        grouped_by="tier",
        targets=dict(USUAL_TARGETS) if kind == "case" else {},
        is_default=True,
    )


def is_kept(policy: TargetPolicy) -> bool:
    return policy.version > 0


def target_seconds(policy: TargetPolicy, kind: str, known: Known) -> int | None:
    """None: the policy has no such clock. What is owed is due like an answer, unless it has a target of its own."""
    value = known.values.get(policy.grouped_by, "")
    minutes = minutes_of(policy.targets, kind, value)
    if minutes is None and kind == OWED:
        minutes = minutes_of(policy.targets, "next_reply", value) or minutes_of(policy.targets, "first_reply", value)
    return None if minutes is None else minutes * 60


def ways_of(policy: TargetPolicy) -> Ways:
    return Ways(frozenset(policy.pause_on), policy.update_mode or BETWEEN, policy.notes_count)
