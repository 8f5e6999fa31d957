"""The first thing that sees a request: a few lines of routing before Django, in the same process."""

import asyncio
import logging
import time
from collections.abc import MutableMapping
from typing import Any

from django.utils.translation import gettext as _

from andon.project.hidden import without_tokens
from andon.timeline.live.hub import Hub
from andon.work.shared_buckets import Sharing

from . import body
from .alert_doors import AlertDoors
from .answers import answer_problem
from .bulk import Bulk, bulk_doors
from .callers import Callers
from .calls import CallsDoor, calls_doors
from .django_part import Busy, DjangoPart
from .ending import before_the_end
from .health import Health
from .incoming import Door, Incoming, Receive, Scope, Send, incoming
from .metrics import Metrics, count_request
from .request_log import log_request
from .status_files import StatusDoor
from .stream import Streams

_log = logging.getLogger(__name__)


class Front:
    """The ASGI application: the live streams, the doors of monitors, health and metrics here; all else is Django's."""

    def __init__(self) -> None:
        self._hub = Hub()
        self._sharing = Sharing()
        self._django = DjangoPart()
        self._streams = Streams(self._hub.switchboard)
        self._alerts = AlertDoors()
        self._status = StatusDoor()
        callers = Callers()
        self._calls = calls_doors(callers, self._django)
        self._bulk = Bulk(callers)
        self._doors: dict[str, Door] = {
            **self._calls,
            **bulk_doors(self._bulk),
            "/live": self._streams,
            "/healthz": Health(self._hub),
            "/metrics": Metrics(),
        }

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "http":
            await self._serve(scope, receive, send)
        elif scope["type"] == "lifespan":
            await self._live(receive, send)
        else:
            await send({"type": "websocket.close", "code": 1000})

    async def _live(self, receive: Receive, send: Send) -> None:
        await receive()
        before_the_end(self._let_go)
        self._hub.start()
        self._sharing.start()
        await send({"type": "lifespan.startup.complete"})
        await receive()
        self._streams.close()
        await self._hub.stop()
        self._django.close()
        closing: list[AlertDoors | CallsDoor | Bulk] = [self._alerts, *self._calls.values(), self._bulk]
        for door in closing:
            door.close()
        await asyncio.to_thread(self._sharing.stop)
        await send({"type": "lifespan.shutdown.complete"})

    def _let_go(self) -> None:
        """What would stay open for ever, or for long, ends where it may."""
        self._streams.close()
        self._bulk.end()

    async def _serve(self, scope: Scope, receive: Receive, send: Send) -> None:
        began, status = time.monotonic(), 0
        request = incoming(scope)
        name, door = self._find(request.path)

        async def noting_status(message: MutableMapping[str, Any]) -> None:
            nonlocal status
            status = message.get("status", status)
            await send(message)

        try:
            await self._through(door, request, scope, receive, noting_status)
        except Exception as error:  # noqa: BLE001  a broken request must not end the server
            if status:
                _log.warning("%s %s broke off: %r", request.method, without_tokens(request.path), error)
            else:
                await _refuse(noting_status, error)
        finally:
            log_request(request, status, began)
            count_request(request, status, time.monotonic() - began, door=name)

    def _find(self, path: str) -> tuple[str, Door]:
        """The door, and its name for the figures; "" for Django's."""
        if door := self._doors.get(path):
            return path, door
        if path.startswith(self._status.prefix):
            return self._status.prefix, self._status
        return self._alerts.find(path) or ("", self._django)

    async def _through(self, door: Door, request: Incoming, scope: Scope, receive: Receive, send: Send) -> None:
        # A load balancer asks by address, not by name.
        if not request.host_is_ours and request.path != "/healthz":
            await answer_problem(send, 400, _("This installation does not answer for that host."))
            return
        await door(request, scope, receive, send)


async def _refuse(send: Send, error: Exception) -> None:
    match error:
        case body.TooLong():
            await answer_problem(send, 413, _("The request is too large."), {"connection": "close"})
        case body.CutOff():
            await answer_problem(send, 400, _("The request was cut off."), {"connection": "close"})
        case body.NoRoom() | Busy():
            await answer_problem(send, 503, _("Too much at once; try again soon."), {"retry-after": "2"})
        case _:
            _log.error("a request failed", exc_info=error)
            await answer_problem(send, 500, _("Something went wrong here. It was logged."))
