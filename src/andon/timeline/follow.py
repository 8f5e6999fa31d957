"""Follow the timeline: every fact of the kinds that somebody wants, from a moment on, none skipped.

For what cannot list its reactions beforehand, because people choose the kinds as they go. A follower looks once a
second as due work, and only while somebody wants something; recording a fact costs it nothing. What it is handed, it is
handed in the transaction that notes how far it came; a fact may come twice all the same, so `take` must bear that.
"""

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.db import connection, transaction

from andon.kit import clock
from andon.kit.ids import new_id
from andon.work.plan import plan

from .feed import seen_now
from .models import Following, RecordedFact

_EVERY = timedelta(seconds=1)
# No transaction of ours lasts longer; a fact that becomes visible late is no older than that.
_LATEST = timedelta(days=1)
_NEW = (
    "transaction >= pg_snapshot_xmin(%s::pg_snapshot)::text::bigint"
    " AND NOT pg_visible_in_snapshot(transaction::text::xid8, %s::pg_snapshot)"
)


@dataclass(frozen=True, slots=True)
class Follower:
    """`wants`: the kinds wanted just now, none at all ends the following. `take` is handed facts in the order in which
    they happened, as far as one look saw them."""

    name: str
    wants: Callable[[], Collection[str]]
    take: Callable[[Sequence[RecordedFact]], None]


_followers: dict[str, Follower] = {}


def register_follower(follower: Follower) -> None:
    """At start-up (`ports.py`)."""
    _followers[follower.name] = follower


@transaction.atomic
def follow_from_now(name: str) -> None:
    """Somebody wants facts: begin, unless it has begun; in the transaction that makes her want them."""
    now = clock.wall()
    _row, begun = Following.objects.get_or_create(
        name=name, defaults={"seen": seen_now(), "not_before": new_id(), "looked_at": now}
    )
    if begun:
        _look_again(name, after=timedelta())


@transaction.atomic
def look(name: str) -> None:
    """Hand on what has happened since the last look, and plan the next one."""
    following = Following.objects.select_for_update().filter(name=name).first()
    if following is None:
        return
    follower = _followers.get(name)
    wanted = follower.wants() if follower else ()
    if follower is None or not wanted:
        following.delete()
        return
    _restart_in_another_cluster(following)
    # Taken before the facts are read: what becomes visible in between is read twice, not never.
    seen = seen_now()
    if facts := _since(following, wanted):
        follower.take(facts)
    following.seen, following.looked_at = seen, clock.wall()
    following.save(update_fields=["seen", "looked_at", "not_before"])
    _look_again(name, after=_EVERY)


def _since(following: Following, kinds: Collection[str]) -> list[RecordedFact]:
    oldest = max(following.not_before, _id_at(following.looked_at - _LATEST))
    found = RecordedFact.objects.filter(kind__in=kinds, id__gte=oldest)
    new = found.extra(where=[_NEW], params=[following.seen, following.seen])  # noqa: S610  the text is a constant
    return list(new.order_by("at", "transaction", "id"))


def _restart_in_another_cluster(following: Following) -> None:
    """Transactions are numbered anew where a backup was restored: what was seen over there says nothing here."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT pg_snapshot_xmax(pg_current_snapshot()) < pg_snapshot_xmin(%s::pg_snapshot)", [following.seen]
        )
        (is_another,) = cursor.fetchone() or (False,)
    if is_another:
        following.seen, following.not_before = seen_now(), new_id()


def _look_again(name: str, *, after: timedelta) -> None:
    from .due import follow

    plan(follow, {"name": name}, key=f"timeline.follow:{name}", run_at=clock.now() + after)


def _id_at(moment: datetime) -> UUID:
    """The smallest id that was made then."""
    return UUID(int=int(moment.timestamp() * 1000) << 80)
