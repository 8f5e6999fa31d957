"""/in/<format> and /in/<format>/<routing key>: monitors that have a format of their own, one module each.

202 after the commit, with the dedup key of each event. What cannot be read is named; what stands beside it is taken.
"""

import asyncio
import math
from collections.abc import Mapping, Sequence
from typing import Any

from django.db import DataError
from django.utils.translation import gettext as _

from andon.alerts.actions.receive_events import Received
from andon.alerts.reads.of_key import KeyFound
from andon.alerts.registry import all_formats
from andon.alerts.rules import strict_json
from andon.alerts.told import Format, Reading, Told, Untrusted

from .answers import answer_json
from .body import Body, TooLong
from .gather import Full, NoDatabase
from .incoming import Incoming, Receive, Scope, Send
from .intake import Intake, of_key
from .sender import key_of

MOST_BYTES = 2 * 1024 * 1024
MOST_EVENTS = 5000
_UNREAD = (401, 404, 405, 413, 429)
_UNKNOWN = "The routing key is missing, unknown or revoked"


class Refusal(Exception):
    """An answer that is no success."""

    def __init__(self, status: int, message: str, errors: Sequence[str] = (), headers: Mapping[str, str] = {}) -> None:
        super().__init__(message)
        # A body that was perhaps not read stands in the connection's way.
        closing = {"connection": "close"} if status in _UNREAD else {}
        self.status, self.headers = status, {**headers, **closing}
        self.told = {"status": "refused", "message": message} | ({"errors": list(errors)} if errors else {})


class FormatsDoor:
    def __init__(self, intake: Intake) -> None:
        self._intake = intake

    async def __call__(self, request: Incoming, scope: Scope, receive: Receive, send: Send) -> None:
        try:
            await answer_json(send, 202, await self._take(request, receive))
        except Refusal as refusal:
            await answer_json(send, refusal.status, refusal.told, refusal.headers)
        except (Full, NoDatabase):
            told = {"status": "try again", "message": "Events cannot be taken just now; try again"}
            await answer_json(send, 503, told, {"retry-after": "2"})

    async def _take(self, request: Incoming, receive: Receive) -> dict[str, Any]:
        _slash, _in, name, *rest = request.path.split("/")
        format = all_formats().get(name)
        if format is None or len(rest) > 1:
            raise Refusal(404, f"There is no such format; there are {', '.join(all_formats())}")
        if request.method not in ("POST", "PUT"):
            raise Refusal(405, "Events are sent by POST", headers={"allow": "POST, PUT"})
        if not (routing_key := key_of(request, rest[0] if rest else "")):
            raise Refusal(401, _UNKNOWN, headers={"www-authenticate": "Bearer"})
        if wait := self._intake.limits.wait(routing_key, request.client):
            raise too_much(wait)
        content = await read_body(request, receive, MOST_BYTES)
        reading = await self._read(format, request, content, routing_key)
        return await self._store(reading, routing_key)

    async def _read(self, format: Format, request: Incoming, content: bytes, routing_key: str) -> Reading:
        key = await self._known(routing_key) if format.needs_key else None
        told = Told(
            raw=decode(content),
            body=content,
            headers=request.headers,
            secret=key.secret if key else "",
            mapping=key.mapping if key else {},
        )
        try:
            # An administrator's expressions over a large payload take their time; the others need not wait for that.
            reading = await asyncio.to_thread(format.read, told) if format.takes_mapping else format.read(told)
        except Untrusted:
            raise Refusal(401, "The signature is missing or wrong") from None
        if len(reading.events) > MOST_EVENTS:
            raise Refusal(413, f"At most {MOST_EVENTS} events at once")
        if not reading.events:
            await self._known(routing_key)
        return reading

    async def _known(self, routing_key: str) -> KeyFound:
        key = await self._intake.key(routing_key)
        if key is None:
            raise Refusal(401, _UNKNOWN, headers={"www-authenticate": "Bearer"})
        return key

    async def _store(self, reading: Reading, routing_key: str) -> dict[str, Any]:
        if not reading.events:
            if reading.faults:
                raise Refusal(400, "Nothing in it could be read", reading.faults)
            return {"status": "success", "message": "Nothing to do", "ignored": reading.ignored, "events": []}
        if wait := self._intake.limits.wait_for_more(routing_key, len(reading.events) - 1):
            raise too_much(wait)
        outcomes = await self._intake.events(of_key(reading.events, routing_key))
        received = [outcome for outcome in outcomes if isinstance(outcome, Received)]
        known = any(one.dedup_key is not None for one in received)
        self._intake.limits.learn(routing_key, good=known)
        if received and not known:
            raise Refusal(401, _UNKNOWN, headers={"www-authenticate": "Bearer"})
        faults = [*reading.faults, *("an event could not be stored" for one in outcomes if isinstance(one, DataError))]
        if not received:
            raise Refusal(400, "Nothing in it could be stored", faults)
        told = {
            "status": "success",
            "message": "Events processed",
            "events": [{"dedup_key": one.dedup_key} for one in received],
        }
        return told | ({"errors": faults} if faults else {})


async def read_body(request: Incoming, receive: Receive, most: int) -> bytes:
    try:
        async with Body(request, receive, most) as content:
            return content
    except TooLong:
        raise Refusal(413, f"At most {most} bytes") from None


def decode(content: bytes) -> Any:
    try:
        return strict_json.load(content)
    except ValueError as error:
        reason = str(error) if str(error) == strict_json.NOT_STORABLE else "is no JSON"
        raise Refusal(400, "The body could not be read", [f"body: {reason}"]) from None


def too_much(wait: float) -> Refusal:
    return Refusal(429, _("Too much at once; try again soon."), headers={"retry-after": str(math.ceil(wait))})
