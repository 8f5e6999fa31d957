"""Who may be woken, and whether she can be."""

from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.utils.translation import gettext as _

from andon.channels.models import Delivery
from andon.channels.models.delivery import State
from andon.kit import clock
from andon.notifications.models import ContactMethod, SelfTest
from andon.notifications.roster import Post, all_posts
from andon.notifications.rules import readiness as rules
from andon.notifications.rules.quiet import hours_a_week
from andon.notifications.rules.reach import HIGH
from andon.people.access import Access
from andon.people.models import User

from .preferences import Preferences, preferences_of

LOOK_BACK = timedelta(days=14)
_ARRIVED = (State.TOLD, State.HANDED_OVER)
_NOT_ARRIVED = (State.FAILED, State.BOUNCED)


@dataclass(frozen=True, slots=True)
class Objection:
    code: str
    state: str
    words: str


@dataclass(frozen=True, slots=True)
class Readiness:
    """`posts`: for what she may be woken; `tested_at`: when she last said that a test reached her."""

    user: User
    posts: Sequence[str]
    objections: Sequence[Objection]
    tested_at: datetime | None

    @property
    def state(self) -> str:
        return self.objections[0].state if self.objections else rules.OK

    @property
    def is_reachable(self) -> bool:
        return self.state != rules.BROKEN


def readiness(access: Access) -> list[Readiness]:
    """Who can be summoned, as far as the reader may know: herself, those of the teams she leads, or (administrators)
    everybody. The worst first; a fixed number of queries for any number of people."""
    posts: dict[UUID, list[Post]] = defaultdict(list)
    for post in all_posts():
        if _may_know(access, post):
            posts[post.user].append(post)
    users = list(User.objects.filter(id__in=posts).order_by("name", "id"))
    found = readiness_of(users, {user: _names(hers) for user, hers in posts.items()})
    order = (rules.BROKEN, rules.RISK, rules.WATCH, rules.OK)
    return sorted(found, key=lambda one: order.index(one.state))


def readiness_of(users: Collection[User], posts: dict[UUID, list[str]]) -> list[Readiness]:
    now, hers = clock.now(), preferences_of(users)
    failing, tests = _failing(hers.values(), now), _tests(users)
    added = ContactMethod.objects.filter(user__in=users, verified_at=None).values_list("user_id", flat=True)
    unverified = set(added)
    found = []
    for user in users:
        last, asked = tests.get(user.id, (None, None))
        known = rules.Known(
            works_here=user.is_active,
            away=user.is_away(now),
            urgent=[(stage.wait, stage.way.channel) for stage in hers[user.id].stages(HIGH)],
            failing=failing[user.id],
            unverified=user.id in unverified,
            tested_at=last,
            unanswered=asked is not None and asked.is_unanswered(now),
            quiet_hours=hours_a_week(hers[user.id].windows),
        )
        objections = [_said(code, user, last, now) for code in rules.objections(known, now)]
        found.append(Readiness(user, posts.get(user.id, []), objections, last))
    return found


def _may_know(access: Access, post: Post) -> bool:
    return post.user == access.user_id or access.has("administrator") or access.in_team(post.team, "lead")


def _names(posts: Sequence[Post]) -> list[str]:
    return list(dict.fromkeys(post.name for post in posts))


def _failing(people: Collection[Preferences], now: datetime) -> dict[UUID, set[str]]:
    """The channels by which the last message to her did not arrive."""
    ways = {(one.user.id, way.channel, way.address) for one in people for way in one.ways}
    sent = Delivery.objects.filter(
        address__in={address for _user, _channel, address in ways},
        at__gt=now - LOOK_BACK,
        recipient_kind="user",
        state__in=[*_ARRIVED, *_NOT_ARRIVED],
    )
    last: dict[tuple[UUID, str, str], str] = {}
    for user, channel, address, state in sent.order_by("at", "id").values_list(
        "recipient_id", "channel", "address", "state"
    ):
        last[user, channel, address] = state
    found: dict[UUID, set[str]] = defaultdict(set)
    for way, state in last.items():
        if way in ways and state in _NOT_ARRIVED:
            found[way[0]].add(way[1])
    return found


def _tests(users: Collection[User]) -> dict[UUID, tuple[datetime | None, SelfTest | None]]:
    """When each last confirmed one, and the last weekly one."""
    found: dict[UUID, tuple[datetime | None, SelfTest | None]] = {}
    since = clock.now() - timedelta(days=400)
    for test in SelfTest.objects.filter(user__in=users, at__gt=since).order_by("at", "id"):
        last, weekly = found.get(test.user_id, (None, None))
        found[test.user_id] = (test.confirmed_at or last, test if test.week else weekly)
    return found


def _said(code: str, user: User, tested_at: datetime | None, now: datetime) -> Objection:
    days = (now - tested_at).days if tested_at else 0
    words = {
        rules.LEFT: _("no longer works here"),
        rules.AWAY: _("is away"),
        rules.FAILING: _("the last messages did not arrive, and nothing else wakes her"),
        rules.ONE_FAILS: _("the last message by one of her ways did not arrive"),
        rules.ONLY_MAIL: _("only mail: no verified phone, no service; a mail wakes nobody"),
        rules.UNVERIFIED: _("a way that she added is not verified"),
        rules.LATE_WAY: _("nothing but mail in the first ten minutes"),
        rules.UNANSWERED: _("did not confirm the last weekly test"),
        rules.NEVER_TESTED: _("never confirmed a test"),
        rules.OLD_TEST: _("last test %(days)s days ago") % {"days": days},
        rules.QUIET: _("quiet for most of the week"),
    }
    return Objection(code, rules.state_of(code), words[code])
