"""Socket Mode: Slack's news by a line that we open. Each is kept as one that came over HTTP is, and answered once that
is committed; what was not answered Slack tells again."""

import logging
import threading
import time
from collections.abc import Callable

from django.db import connections
from slack_sdk.socket_mode.client import BaseSocketModeClient
from slack_sdk.socket_mode.request import SocketModeRequest
from slack_sdk.socket_mode.response import SocketModeResponse

from andon.connections.actions.receive_delivery import receive_delivery
from andon.connections.models import Connection
from andon.connections.rules.arrived import Arrived
from andon.connections.vendor import Vendor
from andon.integrations.slack.rules.payload import as_json
from andon.integrations.slack.web import Web
from andon.kit import clock
from andon.kit.errors import Refused

from .client import Client

PING_SECONDS = 5.0
_PATIENCE = 30.0
_log = logging.getLogger(__name__)


class LineBroke(Exception):
    """It does not stand (any more)."""


def listen(web: Web, vendor: Vendor, stop: threading.Event, alive: Callable[[], None]) -> None:
    """Until `stop` is set; raises where no line can be opened, or none stood for half a minute."""
    client = Client(web, ping_seconds=PING_SECONDS)
    client.socket_mode_request_listeners.append(lambda line, told: take(line, told, web.connection, vendor))
    try:
        client.connect()
        _hold(client, stop, alive)
    finally:
        client.close()


def _hold(client: Client, stop: threading.Event, alive: Callable[[], None]) -> None:
    stood = time.monotonic()
    if not client.is_connected():
        raise LineBroke("Slack did not take the line")
    while not stop.wait(0.2):
        if client.is_connected():
            stood = time.monotonic()
            alive()
        elif time.monotonic() - stood > _PATIENCE:
            raise LineBroke("the line to Slack broke")


def take(line: BaseSocketModeClient, told: SocketModeRequest, connection: Connection, vendor: Vendor) -> None:
    """In a thread of the library's. What cannot be kept just now is not answered."""
    try:
        _keep(told, Connection.objects.get(pk=connection.pk), vendor)
        line.send_socket_mode_response(SocketModeResponse(envelope_id=told.envelope_id))
    finally:
        connections.close_all()


def _keep(told: SocketModeRequest, connection: Connection, vendor: Vendor) -> None:
    """What cannot be read will never be readable: it is answered, so that it does not come again."""
    body = as_json(told.payload)
    headers = {"content-type": "application/json"}
    arrived = Arrived(method="POST", url="", headers=headers, body=body, now=clock.wall(), tail="socket")
    if len(body) > vendor.most_bytes:
        _log.warning("Slack told of something too large: %s", told.type)
        return
    try:
        receive_delivery(connection, vendor, arrived)
    except Refused as refused:
        _log.warning("what Slack told cannot be read: %s", refused.message)
