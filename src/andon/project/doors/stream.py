"""/live: server-sent events for signed-in staff: which of the topics a screen watches have changed. Ids only.

A stream costs no thread and no database connection: its session and topics are checked in three short queries when it
opens, again every minute, and at once when something happens to its user (a role taken, switched off). It ends after
ten minutes, and the browser opens the next one with the last id that it saw. A customer's screen names its signed link
in a header, so that it stands in no further address; it hears that something changed, and not what.
"""

import asyncio
import json
import math
import random
import time
from collections import Counter
from collections.abc import Awaitable, Callable
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from uuid import UUID

from django.conf import settings
from django.utils.translation import gettext as _
from prometheus_client import Gauge

from andon.kit.bucket import Buckets
from andon.people.topics import MOST_TOPICS
from andon.timeline.live.subscription import Subscription
from andon.timeline.live.switchboard import Switchboard

from .answers import answer_problem, begin
from .incoming import Incoming, Receive, Scope, Send
from .watcher import Watcher, watcher, watcher_of_link

Check = Callable[[], Watcher | None]
LINK_HEADER = "andon-link"
LIFE = 600.0
BEAT = 15.0
RECHECK = 60.0
_MOST_STREAMS = 10_000
_MOST_STREAMS_OF_ONE = 30
_openings = Buckets(rate=5, burst=60)
_open_streams = Gauge("andon_live_streams", "Open live streams")


class Streams:
    def __init__(self, switchboard: Switchboard) -> None:
        self._switchboard = switchboard
        self._checks = ThreadPoolExecutor(4, thread_name_prefix="andon-live")
        self._open: Counter[UUID] = Counter()
        self._tasks: set[asyncio.Task[None]] = set()
        self._closed = False

    async def __call__(self, request: Incoming, scope: Scope, receive: Receive, send: Send) -> None:
        if request.method != "GET":
            await answer_problem(send, 405, _("This address does not take this method."), {"allow": "GET"})
            return
        topics = [topic for topic in request.query.get("topics", "").split(",") if topic]
        token = request.headers.get(LINK_HEADER, "")
        if not token and (not topics or len(topics) > MOST_TOPICS):
            await answer_problem(send, 422, _("Name 1 to %(most)s topics.") % {"most": MOST_TOPICS})
            return
        session_key = "" if token else request.cookie(settings.SESSION_COOKIE_NAME)
        if wait := _openings.take(session_key or request.client):
            await answer_problem(send, 429, _("Too many streams at once."), {"retry-after": str(math.ceil(wait))})
            return
        who = partial(watcher_of_link, token) if token else partial(watcher, session_key, topics)
        found = await self._check(who) if token or session_key else None
        if found is None:
            await answer_problem(send, 401, _("Sign in first."))
        elif not found.topics:
            await answer_problem(send, 403, _("You may watch none of these topics."))
        elif self._closed or self._is_full_for(found.who.id):
            await answer_problem(send, 503, _("Too many streams are open."), {"retry-after": "30"})
        else:
            await self._hold(request, receive, send, who, found)

    def close(self) -> None:
        """End all streams; the browsers open theirs again, in the next process."""
        self._closed = True
        for task in self._tasks:
            task.cancel()
        self._checks.shutdown(wait=False, cancel_futures=True)

    def _is_full_for(self, who: UUID) -> bool:
        return self._open.total() >= _MOST_STREAMS or self._open[who] >= _MOST_STREAMS_OF_ONE

    async def _check(self, who: Check) -> Watcher | None:
        if self._closed:
            return None
        return await asyncio.get_running_loop().run_in_executor(self._checks, who)

    async def _hold(self, request: Incoming, receive: Receive, send: Send, who: Check, found: Watcher) -> None:
        own = found.who.key
        subscription = self._switchboard.watch([*found.topics, own], request.headers.get("last-event-id", ""))
        self._open[found.who.id] += 1
        _open_streams.inc()

        async def still_allowed() -> bool:
            now = await self._check(who)
            return now is not None and now.topics == found.topics

        topics = set(found.topics)
        says_what = found.who.kind == "user"
        event_id = self._switchboard.event_id
        writing = asyncio.ensure_future(_write(send, subscription, topics, event_id, still_allowed, says_what))
        leaving = asyncio.ensure_future(_left(receive))
        self._tasks |= {writing, leaving}
        try:
            await asyncio.wait({writing, leaving}, return_when=asyncio.FIRST_COMPLETED)
            if writing.done() and not writing.cancelled():
                writing.result()
        finally:
            for task in (writing, leaving):
                task.cancel()
            await asyncio.gather(writing, leaving, return_exceptions=True)
            self._tasks -= {writing, leaving}
            self._switchboard.leave(subscription)
            self._open[found.who.id] -= 1
            if not self._open[found.who.id]:
                del self._open[found.who.id]
            _open_streams.dec()


async def _write(
    send: Send,
    subscription: Subscription,
    topics: set[str],
    event_id: Callable[[int], str],
    still_allowed: Callable[[], Awaitable[bool]],
    says_what: bool,
) -> None:
    now = time.monotonic()
    ends, check_at = now + LIFE, now + RECHECK
    headers = {"content-type": "text/event-stream; charset=utf-8", "x-accel-buffering": "no"}
    await begin(send, 200, headers)
    # Spread, so that a restart does not bring all browsers back in one instant.
    await _chunk(send, f"retry: {random.randint(1000, 3000)}\n\n")  # noqa: S311
    while (now := time.monotonic()) < ends:
        change = await subscription.next(min(BEAT, ends - now))
        about_her = change is not None and any(kind.startswith("people.") for kind in change.kinds)
        if about_her or time.monotonic() >= check_at:
            if not await still_allowed():
                break
            check_at = time.monotonic() + RECHECK
        if change is None:
            await _chunk(send, ": \n\n")
        elif told := topics.intersection(change.topics):
            data = json.dumps({"topics": sorted(told), "kinds": change.kinds} if says_what else {})
            await _chunk(send, f"event: change\nid: {event_id(change.tick)}\ndata: {data}\n\n")
    await send({"type": "http.response.body", "body": b"", "more_body": False})


async def _chunk(send: Send, text: str) -> None:
    await send({"type": "http.response.body", "body": text.encode(), "more_body": True})


async def _left(receive: Receive) -> None:
    while (await receive())["type"] != "http.disconnect":
        pass
