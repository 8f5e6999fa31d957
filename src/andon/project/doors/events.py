"""/v2/enqueue and /v2/change/enqueue: what monitors send, in PagerDuty's Events API v2; and older ones in its v1.

An event is answered with 202 (v1: 200) after its commit, never before. Keys are looked up in the batch's own
transaction, so a revoked key is refused from the commit of its revocation on; there is no cache that could know better.
"""

import json
import math
from collections import OrderedDict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Generic, NoReturn, TypeVar

from django.conf import settings
from django.db import DataError

from andon.alerts.actions.receive_changes import receive_changes
from andon.alerts.actions.receive_events import Received, receive_events
from andon.alerts.rules.event import MOST_BYTES, ChangeIn, EventIn, read_change, read_event
from andon.alerts.rules.event_v1 import read_event_v1
from andon.kit.bucket import Buckets

from .answers import answer_json
from .body import Body, TooLong
from .gather import Full, Gathering, NoDatabase
from .incoming import Incoming, Receive, Scope, Send

In = TypeVar("In", bound=EventIn | ChangeIn)
_MOST_KEYS = 10_000


def _take_changes(changes: Sequence[ChangeIn]) -> list[Received]:
    # Nothing ever refers to a change event; an empty key says that it was taken.
    return [Received("" if known else None) for known in receive_changes(changes)]


@dataclass(frozen=True, slots=True)
class Dialect:
    """What the versions say differently."""

    accepted: int
    throttled: int
    key: str
    alert: str


V1 = Dialect(accepted=200, throttled=403, key="service_key", alert="incident_key")
V2 = Dialect(accepted=202, throttled=429, key="routing_key", alert="dedup_key")


class EventsDoor(Generic[In]):
    """One address. All count on the same buckets, and what is stored alike is gathered together."""

    def __init__(
        self,
        read: Callable[[object], In | list[str]],
        gathering: Gathering[In, Received],
        limits: "Limits",
        dialect: Dialect = V2,
    ) -> None:
        self._read = read
        self._limits = limits
        self._gathering = gathering
        self._says = dialect

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
            return self._says.throttled, _fault("throttle exceeded", "Too many events; try again later") | {
                "retry": math.ceil(wait)
            }
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
            return 400, _fault("invalid event", "Event object is invalid", f"{self._says.key} is not known")
        named = {self._says.alert: received.dedup_key} if received.dedup_key else {}
        return self._says.accepted, {"status": "success", "message": "Event processed"} | named


class Limits:
    """So many events a second for each key, and fewer for an address whose keys we have not come to know."""

    def __init__(self) -> None:
        self._of_key = Buckets(rate=settings.EVENTS_RATE, burst=settings.EVENTS_BURST)
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
    events = Gathering(receive_events, most_waiting=settings.EVENTS_QUEUE)
    changes = Gathering(_take_changes, most_waiting=settings.EVENTS_QUEUE)
    return {
        "/v2/enqueue": EventsDoor(read_event, events, limits),
        "/v2/change/enqueue": EventsDoor(read_change, changes, limits),
        "/generic/2010-04-15/create_event.json": EventsDoor(read_event_v1, events, limits, V1),
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
