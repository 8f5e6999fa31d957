"""Whom the steps of a snapshot name at an instant: asked by the real run and by the dry run alike."""

from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from functools import partial
from typing import Any, TypeVar
from uuid import UUID

from django.utils.translation import gettext as _

from andon.paging.models import Policy, RoundRobin
from andon.paging.rules.conditions import Conditions
from andon.paging.rules.round_robin import after, first_of, queue_of
from andon.paging.rules.run_shapes import Found, Plan, State, Wanted
from andon.people.models import Membership, Team, User
from andon.schedules.models import Schedule
from andon.schedules.reads.people_on_call import people_on_call, people_on_call_next

from .concierge_of import concierge_steps
from .on_duty_again import on_duty_again
from .people_at_work import people_at_work

Target = Mapping[str, Any]
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Circumstances:
    """What conditions are asked about, and whose concierge is meant."""

    severity: str = ""
    tier: str = ""
    account_id: UUID | None = None


@dataclass(slots=True)
class FindPeople:
    """Callable for the rules. `holds`: turns are taken, so their rows are locked; a dry run only looks.

    `people` are all it named, by id. `asked`: answers of this instant, shared by runs that are looked at together.
    """

    policy: Policy
    snapshot: Mapping[str, Any]
    at: datetime
    about: Circumstances
    holds: bool = False
    people: dict[str, User] = field(default_factory=dict)
    queues: dict[str, list[str]] = field(default_factory=dict)
    asked: dict[Hashable, Any] = field(default_factory=dict)
    _chosen: dict[str, str] = field(default_factory=dict)
    _known: dict[tuple[int, tuple[str, ...]], Found] = field(default_factory=dict)

    def __call__(self, plan: Plan, step: int, state: State) -> Found:
        key = (step, (*state.declined, *state.heard))
        if key not in self._known:
            self._known[key] = self._fallback() if step < 0 else self._step(step, key[1])
        return self._known[key]

    def take_up(self, snapshot: Mapping[str, Any]) -> None:
        """Another version of the policy counts from here on."""
        self.snapshot = snapshot
        self._known.clear()

    def took(self, people: Iterable[str]) -> dict[str, list[str]]:
        """The queues after these were summoned; only those that moved."""
        summoned = set(people)
        moved = {place: one for place, one in self._chosen.items() if one in summoned}
        for place, chosen in moved.items():
            self.queues[place] = after(self.queues[place], chosen)
        return {place: self.queues[place] for place in moved}

    def _step(self, number: int, without: tuple[str, ...]) -> Found:
        step = self.snapshot["steps"][number]
        conditions = Conditions.load(step.get("conditions", {}))
        unfit = conditions.failing(severity=self.about.severity, tier=self.about.tier, at=self.at)
        if unfit:
            return Found(unfit=unfit)
        wanted = [
            one
            for place, target in enumerate(step["targets"])
            for one in self._people(target, f"{number}.{place}", without)
        ]
        fits = [one for one in wanted if conditions.fits(self.at, self.people[one.id].time_zone)]
        if wanted and not fits:
            return Found(unfit=("time",))
        places = tuple(
            Wanted(target["id"], target["label"], "place") for target in step["targets"] if target["kind"] == "place"
        )
        opens_at = None if wanted else on_duty_again(_schedules(step["targets"]), self.at)
        return Found(_once(fits), places, opens_at=opens_at)

    def _people(self, target: Target, place: str, without: tuple[str, ...]) -> list[Wanted]:
        match target["kind"]:
            case "user":
                return self._named(self._users([target["id"]]), _("named in the step"))
            case "team":
                return self._team(target["id"])
            case "schedule" | "next_shift":
                return self._schedule(target)
            case "turns":
                return self._turn(target, place, without)
            case "concierge":
                return self._concierge()
        return []

    def _named(self, users: Iterable[User], why: str) -> list[Wanted]:
        found = []
        for user in users:
            self.people[str(user.id)] = user
            found.append(Wanted(str(user.id), why[:200]))
        return found

    def once(self, question: Hashable, ask: Callable[[], T]) -> T:
        """The answer, asked for by the first of those who share them."""
        if question not in self.asked:
            self.asked[question] = ask()
        found: T = self.asked[question]
        return found

    def _users(self, ids: Sequence[str]) -> list[User]:
        known = self.once(("users", *ids), lambda: _active(ids))
        return [known[id] for id in ids if id in known]

    def _team(self, id: str) -> list[Wanted]:
        team, people = self.once(("team", id), lambda: _at_work(id))
        return self._named(people, _("works in %(team)s") % {"team": team.name}) if team else []

    def _schedule(self, target: Target) -> list[Wanted]:
        kind, id = target["kind"], target["id"]
        schedule, people = self.once((kind, id), lambda: _on_call(kind, id, self.at))
        if schedule is None:
            return []
        text = _("on call next for %(schedule)s") if kind == "next_shift" else _("on call for %(schedule)s")
        return self._named(people, text % {"schedule": schedule.name})

    def _turn(self, target: Target, place: str, without: tuple[str, ...]) -> list[Wanted]:
        """Whose turn it is, among those who are not away."""
        if place not in self.queues:
            self.queues[place] = queue_of(self._queue(place), target["members"])
        available = {str(user.id): user for user in self._users(target["members"]) if not user.is_away(self.at)}
        chosen = first_of(self.queues[place], [id for id in available if id not in without])
        if chosen is None:
            return []
        self._chosen[place] = chosen
        return self._named([available[chosen]], _("in turn, one of %(n)s") % {"n": len(target["members"])})

    def _queue(self, place: str) -> list[str]:
        rows = RoundRobin.objects.filter(policy=self.policy, place=place)
        if self.holds:
            RoundRobin.objects.get_or_create(policy=self.policy, place=place)
            rows = rows.select_for_update()
        row = rows.first()
        return row.queue if row else []

    def _concierge(self) -> list[Wanted]:
        """The first step of the policy that is bound to the account, or to its tier."""
        about = (self.about.account_id, self.about.tier)
        for targets in self.once(("concierge", *about), lambda: list(concierge_steps(*about))):
            found = [one for target in targets if target["kind"] != "turns" for one in self._people(target, "", ())]
            if found:
                return [Wanted(one.id, _("concierge: %(why)s") % {"why": one.why}) for one in found]
        return []

    def _fallback(self) -> Found:
        """Whom the policy names for it; else the leads of its team, else administrators: somebody always is."""
        named = [one for target in self.snapshot.get("fallback", []) for one in self._people(target, "", ())]
        for held, why in (
            ({"role": "lead", "team": self.snapshot["team"]}, _("leads the team of the policy")),
            ({"role": "administrator"}, _("administers Andon")),
        ):
            named = named or self._named(self.once((*held.items(),), partial(_holders, held)), why)
        return Found(_once(Wanted(one.id, _("fallback: %(why)s") % {"why": one.why}) for one in named))


def _active(ids: Sequence[str]) -> dict[str, User]:
    return {str(user.id): user for user in User.objects.filter(id__in=ids, is_active=True)}


def _at_work(id: str) -> tuple[Team | None, list[User]]:
    team = Team.objects.filter(id=id).first()
    return team, people_at_work({team.id})[team.id] if team else []


def _on_call(kind: str, id: str, at: datetime) -> tuple[Schedule | None, Sequence[User]]:
    schedule = Schedule.objects.filter(id=id).first()
    if schedule is None:
        return None, ()
    asked = people_on_call_next if kind == "next_shift" else people_on_call
    return schedule, asked([schedule], at)[schedule]


def _holders(held: Mapping[str, Any]) -> list[User]:
    found = Membership.objects.filter(user__is_active=True, **held).select_related("user").order_by("user__name")
    return list(dict.fromkeys(membership.user for membership in found))


def _schedules(targets: Sequence[Target]) -> list[str]:
    return [target["id"] for target in targets if target["kind"] == "schedule"]


def _once(wanted: Iterable[Wanted]) -> tuple[Wanted, ...]:
    return tuple({one.id: one for one in reversed(list(wanted))}.values())[::-1]
