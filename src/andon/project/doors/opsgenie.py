"""/v2/alerts, /v2/heartbeats and the same below /jsm/ops/integration: Opsgenie's Alert API, for whoever spoke to it.

Requests are done when they are answered, though the answer is Opsgenie's 202 "will be processed": monitors know that.
A key reads and changes only the alerts that it opened. A heartbeat is pinged by GET too, as it was there.
"""

import asyncio
import math
import time
from collections.abc import Callable
from typing import Any

from django.db import DataError, close_old_connections

from andon.alerts.actions.receive_events import Received
from andon.alerts.actions.receive_pings import PingIn
from andon.alerts.formats.opsgenie import read as read_create
from andon.alerts.opsgenie_shape import alert_shape, note_shape, receipt_shape
from andon.alerts.reads.of_key import alert_of_key, alerts_of_key, notes_of
from andon.alerts.rules.event import EventIn
from andon.alerts.rules.opsgenie import IDENTIFIER_TYPES, REFUSED, VERBS, BadQuery, page_of, read_act
from andon.alerts.rules.receipt import Receipt, read_receipt
from andon.alerts.told import Told
from andon.kit import clock
from andon.kit.storable import is_storable
from andon.work.threads import DatabaseThreads

from .answers import answer_json
from .formats import MOST_BYTES, Refusal, decode, read_body
from .gather import Full, NoDatabase
from .incoming import Incoming, Receive, Scope, Send
from .intake import Intake, of_key
from .sender import key_of, query_of

PREFIXES = ("/jsm/ops/integration", "")
_MOST_READS = 200
_FIELDS = {"limit", "offset", "sort", "order", "query"}
Answer = tuple[int, dict[str, Any]]


class Fault(Exception):
    """Opsgenie's 422: what is wrong, by field."""

    def __init__(self, **errors: str) -> None:
        super().__init__()
        self.errors = errors


class OpsgenieDoor:
    def __init__(self, intake: Intake) -> None:
        self._intake = intake
        self._threads = DatabaseThreads(1, "andon-opsgenie")
        self._reading = 0

    def close(self) -> None:
        self._threads.end()

    async def __call__(self, request: Incoming, scope: Scope, receive: Receive, send: Send) -> None:
        began, headers = time.monotonic(), {}
        try:
            status, told = await self._answer(request, receive)
        except Fault as fault:
            status, told = (
                422,
                {"message": "Request body is not processable. Please check the errors.", "errors": fault.errors},
            )
        except Refusal as refusal:
            status, headers = refusal.status, dict(refusal.headers)
            told = {"message": refusal.told["message"]}
            if errors := refusal.told.get("errors"):
                told["errors"] = {"body": ", ".join(errors)}
        except (Full, NoDatabase):
            status, told, headers = 503, {"message": "Try again"}, {"retry-after": "2"}
        told = {**told, "took": round(time.monotonic() - began, 3), "requestId": told.get("requestId", "")}
        await answer_json(send, status, told, headers)

    async def _answer(self, request: Incoming, receive: Receive) -> Answer:
        if not (key := key_of(request)):
            raise Refusal(401, "Could not authenticate")
        if wait := self._intake.limits.wait(key, request.client):
            raise Refusal(429, "You are making too many requests!", headers={"retry-after": str(math.ceil(wait))})
        if not is_storable(request.path):
            raise Refusal(404, "There is no such alert or heartbeat")
        place = next(request.path.removeprefix(prefix) for prefix in PREFIXES if request.path.startswith(prefix))
        if place.startswith("/v2/heartbeats/"):
            return await self._ping(request, key, place.removeprefix("/v2/heartbeats/"))
        rest = place.removeprefix("/v2/alerts").strip("/")
        if request.method == "GET":
            return await self._read(request, key, rest)
        if request.method == "POST" and not rest:
            return await self._create(request, receive, key)
        identifier, _slash, verb = rest.rpartition("/")
        action = VERBS.get((request.method, verb))
        if why := REFUSED.get((request.method, verb)):
            raise Refusal(422, f"{verb} is not taken here: {why}")
        if action is None or not identifier:
            raise Refusal(404, "There is no such operation here")
        return await self._act(request, receive, key, identifier, verb, action)

    async def _create(self, request: Incoming, receive: Receive, key: str) -> Answer:
        reading = read_create(Told(raw=decode(await read_body(request, receive, MOST_BYTES))))
        if reading.faults:
            raise Fault(**{field: said for field, _colon, said in (fault.partition(": ") for fault in reading.faults)})
        return await self._store("create", reading.events[0], key)

    async def _act(
        self, request: Incoming, receive: Receive, key: str, identifier: str, verb: str, action: str
    ) -> Answer:
        content = await read_body(request, receive, MOST_BYTES)
        raw = decode(content) if content.strip() else {}
        event = read_act(verb, action, raw, identifier, _kind(request), clock.now())
        if isinstance(event, dict):
            raise Fault(**event)
        return await self._store(verb, event, key)

    async def _store(self, verb: str, event: EventIn, key: str) -> Answer:
        (outcome,) = await self._intake.events(of_key([event], key))
        if isinstance(outcome, DataError):
            raise Fault(body="cannot be stored")
        self._learn(key, outcome)
        receipt = Receipt(verb, outcome.alert, clock.now())
        return 202, {"result": "Request will be processed", "requestId": str(receipt)}

    def _learn(self, key: str, received: Received) -> None:
        self._intake.limits.learn(key, good=received.dedup_key is not None)
        if received.dedup_key is None:
            raise Refusal(401, "Could not authenticate")

    async def _ping(self, request: Incoming, key: str, rest: str) -> Answer:
        name, _slash, verb = rest.rpartition("/")
        if verb != "ping" or not name or request.method not in ("GET", "POST", "PUT", "PATCH"):
            raise Refusal(404, "There is no such operation here")
        if await self._intake.key(key) is None:
            raise Refusal(401, "Could not authenticate")
        if await self._intake.ping(PingIn(key, name[:100])) is None:
            raise Refusal(404, "There is no heartbeat of that name for the service of this key")
        return 202, {"result": "PONG - Heartbeat received"}

    async def _read(self, request: Incoming, key: str, rest: str) -> Answer:
        if await self._intake.key(key) is None:
            raise Refusal(401, "Could not authenticate")
        head, _slash, last = rest.rpartition("/")
        if head == "requests":
            return await self._ask(lambda: _request(key, last))
        if last == "notes" and head:
            return await self._ask(lambda: _notes(key, head, _kind(request)))
        if rest in ("", "count"):
            try:
                wanted = page_of({name: value for name, value in query_of(request).items() if name in _FIELDS})
            except BadQuery as bad:
                raise Fault(**{bad.field: bad.said}) from None
            return await self._ask(lambda: _count(key, wanted) if rest else _list(key, wanted))
        return await self._ask(lambda: _one(key, rest, _kind(request)))

    async def _ask(self, ask: Callable[[], Answer]) -> Answer:
        if self._reading >= _MOST_READS:
            raise Full
        self._reading += 1
        try:
            return await asyncio.get_running_loop().run_in_executor(self._threads, _asked, ask)
        finally:
            self._reading -= 1


def _kind(request: Incoming) -> str:
    kind = query_of(request).get("identifierType", "id").lower()
    if kind not in IDENTIFIER_TYPES:
        raise Fault(identifierType="must be one of id, alias, tiny")
    return kind


def _asked(ask: Callable[[], Answer]) -> Answer:
    close_old_connections()
    return ask()


def _list(key: str, wanted: dict[str, Any]) -> Answer:
    found = alerts_of_key(key).filter(state__in=wanted["states"]).order_by(wanted["order"], "-id")
    shown = found[wanted["offset"] : wanted["offset"] + wanted["limit"]]
    return 200, {"data": [alert_shape(alert) for alert in shown]}


def _count(key: str, wanted: dict[str, Any]) -> Answer:
    return 200, {"data": {"count": alerts_of_key(key).filter(state__in=wanted["states"]).count()}}


def _one(key: str, identifier: str, kind: str) -> Answer:
    if (alert := alert_of_key(key, identifier, kind)) is None:
        raise Refusal(404, "There is no such alert of this key")
    return 200, {"data": alert_shape(alert)}


def _notes(key: str, identifier: str, kind: str) -> Answer:
    if (alert := alert_of_key(key, identifier, kind)) is None:
        raise Refusal(404, "There is no such alert of this key")
    return 200, {"data": [note_shape(note) for note in notes_of(alert)]}


def _request(key: str, text: str) -> Answer:
    if (receipt := read_receipt(text)) is None:
        raise Refusal(404, "There is no such request")
    alert = alert_of_key(key, str(receipt.alert), "id") if receipt.alert else None
    return 200, {"data": receipt_shape(receipt, alert), "requestId": text}
