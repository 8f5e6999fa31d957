"""The dry run: if this fired then, who would be summoned, when, by which ways, and why. Nobody is.

The same rules and the same finding of people as the real run, asked at instants to come.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from andon.catalog.models import Service
from andon.customers.models import Account
from andon.paging.actions.summon import HIGH, ways_to
from andon.paging.models import Binding, Policy
from andon.paging.rules import run_events
from andon.paging.rules.run import settle
from andon.paging.rules.run_shapes import State
from andon.paging.rules.snapshot import plan_of
from andon.people.models import User

from .concierge_of import concierge_of
from .find_people import Circumstances, FindPeople
from .snapshot_of import snapshot_of
from .steps_ahead import Coming, coming_of

MOST = 200
HORIZON = timedelta(days=14)


@dataclass(frozen=True, slots=True)
class Reached:
    """A person who would be summoned: why her, and by which ways (channel, address, minutes after)."""

    user: User
    why: str
    ways: list[tuple[str, str, int]] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Would:
    """What would happen at an instant."""

    coming: Coming
    reached: list[Reached]

    @property
    def after(self) -> datetime:
        return self.coming.at


def policy_for(*, service: Service | None = None, account: Account | None = None) -> Binding | None:
    """What would start: the service's policy, else who looks after the account. None: nobody would be summoned."""
    if service is not None:
        return Binding.objects.select_related("policy__team").filter(service=service).first()
    return concierge_of(account) if account is not None else None


def simulate(
    policy: Policy, *, at: datetime, severity: str = "critical", account: Account | None = None,
    binding: Binding | None = None,
) -> list[Would]:  # fmt: skip
    """Until the policy is gone through, or for two weeks. Nobody answers, and nothing else happens."""
    snapshot = snapshot_of(policy, binding)
    about = Circumstances(severity, account.tier if account else "", account.id if account else None)
    queues: dict[str, list[str]] = {}
    return list(_walk(policy, snapshot, about, at, queues))


class _Ways(dict[tuple[User, str], list[tuple[str, str, int]]]):
    """Asked once a person and urgency."""

    def __missing__(self, key: tuple[User, str]) -> list[tuple[str, str, int]]:
        user, urgency = key
        self[key] = found = ways_to(user, urgency=urgency)
        return found


def _walk(
    policy: Policy, snapshot: dict[str, object], about: Circumstances, begins: datetime, queues: dict[str, list[str]]
) -> Iterator[Would]:
    plan, state, said, ways = plan_of(snapshot), run_events.trigger(State(), begins), 0, _Ways()
    while state.next_at is not None and state.next_at <= begins + HORIZON and said < MOST:
        at = state.next_at
        find = FindPeople(policy, snapshot, at, about, queues=queues)
        outcome = settle(state, at, lambda _state: plan, find)
        state = outcome.state
        for decided in outcome.decisions:
            coming = coming_of(decided, at, find.people)
            find.took(str(user.id) for user, _why in coming.people)
            yield Would(coming, _reached(coming, snapshot, ways))
            said += 1


def _reached(coming: Coming, snapshot: dict[str, object], ways: _Ways) -> list[Reached]:
    steps = snapshot["steps"]
    assert isinstance(steps, list)
    urgency = steps[coming.step].get("urgency", HIGH) if coming.step >= 0 else HIGH
    return [Reached(user, why, ways[user, urgency]) for user, why in coming.people]
