"""/v2/enqueue and /v2/change/enqueue: what monitors send, in PagerDuty's Events API v2.

An event is answered with 202 after its commit, never before. Keys are looked up in the batch's own transaction, so a
revoked key is refused from the commit of its revocation on; there is no cache that could know better.
"""

import json
import math
from collections import OrderedDict
from collections.abc import Callable, Mapping, Sequence
from typing import Any, Generic, NoReturn, TypeVar

from django.conf import settings
from django.db import DataError

from andon.alerts.actions.receive_changes import receive_changes
from andon.alerts.actions.receive_events import Received, receive_events
from andon.alerts.rules.event import MOST_BYTES, ChangeIn, EventIn, read_change, read_event
from andon.kit.bucket import Buckets
from andon.work.shared_buckets import SharedBuckets

from .answers import answer_json
from .body import Body, TooLong
from .gather import Full, Gathering, NoDatabase
from .incoming import Incoming, Receive, Scope, Send

In = TypeVar("In", bound=EventIn | ChangeIn)
_MOST_KEYS = 10_000


def _take_changes(changes: Sequence[ChangeIn]) -> list[Received]:
    # Nothing ever refers to a change event; an empty key says that it was taken.
    return [Received("" if known else None) for known in receive_changes(changes)]


class EventsDoor(Generic[In]):
    """One of the two; both count on the same buckets."""

    def __init__(
        self, read: Callable[[object], In | list[str]], take: Callable[[Sequence[In]], list[Received]], limits: "Limits"
    ) -> None:
        self._read = read
        self._limits = limits
        self._gathering: Gathering[In, Received] = Gathering(take, most_waiting=settings.EVENTS_QUEUE)

    async def __call__(self, request: Incoming, scope: Scope, receive: Receive, send: Send) -> None:
        status, told = await self._answer(request, receive)
        headers = {"retry-after": str(told.pop("retry"))} if "retry" in told else {}
        if status == 405:
            headers["allow"] = "POST"
        if status == 413:
            # What was not read stands in the connection's way.
            headers["connection"] = "close"
        await answer_json(send, status, told, headers)

    def close(self) -> None:
        self._gathering.close()

    async def _answer(self, request: Incoming, receive: Receive) -> tuple[int, dict[str, Any]]:
        if request.method != "POST":
            return 405, _fault("method not allowed", "Events are sent by POST")
        try:
            async with Body(request, receive, MOST_BYTES) as content:
                event = _decode(content, self._read)
        except TooLong:
            return 413, _fault("invalid event", "Event object is too large", f"at most {MOST_BYTES} bytes")
        if isinstance(event, dict):
            return 400, event
        if wait := self._limits.wait(event.routing_key, request.client):
            return 429, _fault("throttle exceeded", "Too many events; try again later") | {"retry": math.ceil(wait)}
        return await self._store(event)

    async def _store(self, event: In) -> tuple[int, dict[str, Any]]:
        try:
            received = await self._gathering.put(event)
        except (Full, NoDatabase):
            return 503, _fault("try again", "Events cannot be taken just now; try again") | {"retry": 2}
        except DataError:
            return 400, _fault("invalid event", "Event object is invalid", "event cannot be stored")
        self._limits.learn(event.routing_key, good=received.dedup_key is not None)
        if received.dedup_key is None:
            return 400, _fault("invalid event", "Event object is invalid", "routing_key is not known")
        named = {"dedup_key": received.dedup_key} if received.dedup_key else {}
        return 202, {"status": "success", "message": "Event processed"} | named


class Limits:
    """So many events a second for each key, and fewer for an address whose keys we have not come to know."""

    def __init__(self) -> None:
        self._of_key = SharedBuckets("events", rate=settings.EVENTS_RATE, burst=settings.EVENTS_BURST)
        self._of_stranger = Buckets(rate=5, burst=100)
        # Keys that were good of late; whether they still are is decided with each event.
        self._welcome: OrderedDict[str, None] = OrderedDict()

    def wait(self, routing_key: str, address: str) -> float:
        """0, or the seconds until the next event of this sender can be taken."""
        if routing_key in self._welcome:
            return self._of_key.take(routing_key)
        return self._of_stranger.take(address)

    def learn(self, routing_key: str, *, good: bool) -> None:
        self._welcome.pop(routing_key, None)
        if good:
            self._welcome[routing_key] = None
        if len(self._welcome) > _MOST_KEYS:
            self._welcome.popitem(last=False)


def events_doors() -> dict[str, EventsDoor[Any]]:
    """By path."""
    limits = Limits()
    return {
        "/v2/enqueue": EventsDoor(read_event, receive_events, limits),
        "/v2/change/enqueue": EventsDoor(read_change, _take_changes, limits),
    }


def _decode(content: bytes, read: Callable[[object], In | list[str]]) -> In | dict[str, Any]:
    """The event, or the answer that says what is wrong with it."""
    try:
        raw = json.loads(content, parse_constant=_refuse_number, parse_float=_finite)
        event = read(raw)
    except (ValueError, RecursionError):
        return _fault("Unrecognized object", "Event object format is unrecognized", "JSON parse error")
    return _fault("invalid event", "Event object is invalid", *event) if isinstance(event, list) else event


def _refuse_number(text: str) -> NoReturn:
    raise ValueError(text)


def _finite(text: str) -> float:
    number = float(text)
    return number if math.isfinite(number) else _refuse_number(text)


def _fault(status: str, message: str, *errors: str) -> dict[str, Any]:
    said: Mapping[str, Any] = {"status": status, "message": message}
    return {**said, "errors": list(errors)} if errors else dict(said)
