"""/v2/enqueue and /v2/change/enqueue: what monitors send, in PagerDuty's Events API v2; and older ones in its v1.

An event is answered with 202 (v1: 200) after its commit, never before. Keys are looked up in the batch's own
transaction, so a revoked key is refused from the commit of its revocation on; there is no cache that could know better.
"""

import math
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from django.db import DataError

from andon.alerts.actions.receive_events import Received
from andon.alerts.rules import strict_json
from andon.alerts.rules.change import read_change
from andon.alerts.rules.event import MOST_BYTES, ChangeIn, EventIn, read_event
from andon.alerts.rules.event_v1 import read_event_v1

from .answers import answer_json
from .body import Body, TooLong
from .gather import Full, NoDatabase
from .incoming import Incoming, Receive, Scope, Send
from .intake import Intake

In = TypeVar("In", bound=EventIn | ChangeIn)


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
        take: Callable[[In], Awaitable[Received]],
        intake: Intake,
        dialect: Dialect = V2,
    ) -> None:
        self._read = read
        self._take = take
        self._limits = intake.limits
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
            received = await self._take(event)
        except (Full, NoDatabase):
            return 503, _fault("try again", "Events cannot be taken just now; try again") | {"retry": 2}
        except DataError:
            return 400, _fault("invalid event", "Event object is invalid", "event cannot be stored")
        self._limits.learn(event.routing_key, good=received.dedup_key is not None)
        if received.dedup_key is None:
            return 400, _fault("invalid event", "Event object is invalid", f"{self._says.key} is not known")
        named = {self._says.alert: received.dedup_key} if received.dedup_key else {}
        return self._says.accepted, {"status": "success", "message": "Event processed"} | named


def events_doors(intake: Intake) -> dict[str, EventsDoor[Any]]:
    """By path."""

    async def take_event(event: EventIn) -> Received:
        (received,) = await intake.events([event])
        if isinstance(received, DataError):
            raise received
        return received

    async def take_change(change: ChangeIn) -> Received:
        # Nothing ever refers to a change event; an empty key says that it was taken.
        return Received("" if await intake.change(change) else None)

    return {
        "/v2/enqueue": EventsDoor(read_event, take_event, intake),
        "/v2/change/enqueue": EventsDoor(read_change, take_change, intake),
        "/generic/2010-04-15/create_event.json": EventsDoor(read_event_v1, take_event, intake, V1),
    }


def _decode(content: bytes, read: Callable[[object], In | list[str]]) -> In | dict[str, Any]:
    """The event, or the answer that says what is wrong with it."""
    try:
        event = read(strict_json.load(content))
    except ValueError as error:
        if str(error) == strict_json.NOT_STORABLE:
            return _fault("invalid event", "Event object is invalid", f"event {error}")
        return _fault("Unrecognized object", "Event object format is unrecognized", "JSON parse error")
    return _fault("invalid event", "Event object is invalid", *event) if isinstance(event, list) else event


def _fault(status: str, message: str, *errors: str) -> dict[str, Any]:
    said: Mapping[str, Any] = {"status": status, "message": message}
    return {**said, "errors": list(errors)} if errors else dict(said)
