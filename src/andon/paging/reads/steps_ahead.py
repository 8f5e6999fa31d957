"""What a run will do if nobody answers: the dry run from where it stands."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from andon.paging.models import Escalation
from andon.paging.models.escalation import State
from andon.paging.rules.run import settle
from andon.paging.rules.run_shapes import Expired, Fired, Queued, Skipped, WentThrough
from andon.paging.rules.snapshot import plan_of
from andon.paging.running import find_people, state_of
from andon.people.models import User

MOST = 12
HORIZON = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class Coming:
    """At that time these are summoned; `what`: fired, fallback, nobody, unfit, queued, begins_again, end."""

    at: datetime
    what: str
    step: int = -1
    people: tuple[tuple[User, str], ...] = ()
    places: tuple[str, ...] = ()
    words: tuple[str, ...] = ()

    @property
    def number(self) -> int:
        return self.step + 1


def steps_ahead(run: Escalation) -> list[Coming]:
    """At most a dozen; who is on call then, not now."""
    state, found = state_of(run), list[Coming]()
    last, queues = run.next_at, dict[str, list[str]]()
    while run.state != State.ENDED and state.next_at is not None and len(found) < MOST:
        at = state.next_at
        if last is not None and at - last > HORIZON:
            break
        find = find_people(run, at=at, queues=queues)
        outcome = settle(state, at, lambda _state: plan_of(run.plan), find)
        state = outcome.state
        found += [coming_of(one, at, find.people) for one in outcome.decisions]
        find.took(str(user.id) for one in found if one.at == at for user, _why in one.people)
    return found[:MOST]


def coming_of(decided: object, at: datetime, people: dict[str, User]) -> Coming:
    """A decision of the rules, in the shape of the screens."""
    match decided:
        case Fired():
            named = tuple((people[one.id], one.why) for one in decided.wanted if one.kind == "person")
            places = tuple(one.why for one in decided.wanted if one.kind == "place")
            return Coming(at, "fired" if decided.step >= 0 else "fallback", decided.step, named, places)
        case Skipped(why="conditions"):
            return Coming(at, "unfit", decided.step, words=decided.words)
        case Skipped():
            return Coming(at, "nobody", decided.step)
        case Queued():
            return Coming(at, "queued", decided.step)
        case Expired():
            return Coming(at, "begins_again")
        case WentThrough():
            return Coming(at, "end")
    raise TypeError(f"no such decision: {decided!r}")
