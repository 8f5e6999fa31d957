"""Lines that we hold open to vendors who tell their news that way: a thread for each connection.

A connection that is added, changed, paused or resumed is noticed within two seconds. A line that breaks is opened anew,
later each time, and what was wrong stands on the connection.
"""

import logging
import threading
from datetime import datetime, timedelta
from uuid import UUID

from django.db import DatabaseError, InterfaceError, close_old_connections, connections
from django.db.models import Max

from andon.kit import clock
from andon.kit.errors import Refused

from .live_secrets import live_secrets
from .models import Connection, ConnectionSecret
from .vendor import Vendor, all_vendors, find_vendor

_LOOK = 2.0
_FIRST_PAUSE, _LONGEST_PAUSE = 1.0, 300.0
_NOTED_EVERY = timedelta(seconds=20)
_BROKEN = (DatabaseError, InterfaceError)
_log = logging.getLogger(__name__)
_Key = tuple[UUID, str, datetime | None]


def listen_to_vendors(stop: threading.Event) -> None:
    """Until `stop` is set."""
    listeners: dict[_Key, _Listener] = {}
    while not stop.is_set():
        try:
            close_old_connections()
            _compare(listeners)
        except _BROKEN:
            _log.warning("the database does not answer; trying again", exc_info=True)
        stop.wait(_LOOK)
    for listener in listeners.values():
        listener.stop.set()
    for listener in listeners.values():
        listener.join()
    connections.close_all()


def _compare(listeners: "dict[_Key, _Listener]") -> None:
    wanted = _wanted()
    for key in listeners.keys() - wanted:
        listeners.pop(key).stop.set()
    for key in wanted - listeners.keys():
        listeners[key] = _Listener(key[0])
        listeners[key].start()


def _wanted() -> set[_Key]:
    """Those that listen, told apart by what they were set to: a changed one is a new line."""
    vendors = {vendor.slug: vendor for vendor in all_vendors() if type(vendor).listens is not Vendor.listens}
    found = Connection.objects.filter(vendor__in=vendors, paused_at=None)
    newest = dict(
        ConnectionSecret.objects.filter(connection__in=found, ends_at=None)
        .values_list("connection_id")
        .annotate(newest=Max("made_at"))
    )
    return {
        (one.id, str(sorted(one.settings.items())), newest.get(one.id))
        for one in found
        if vendors[one.vendor].listens(one)
    }


class _Listener(threading.Thread):
    """One connection's line, until its `stop` is set."""

    def __init__(self, connection: UUID) -> None:
        super().__init__(name=f"andon-listens-{connection}", daemon=True)
        self.stop = threading.Event()
        self._connection = connection
        self._pause = _FIRST_PAUSE
        self._noted: datetime | None = None

    def run(self) -> None:
        while not self.stop.is_set():
            try:
                close_old_connections()
                self._stay()
            except Exception as error:  # noqa: BLE001  whatever it was, the line is opened again
                self._fell(error)
        connections.close_all()

    def _stay(self) -> None:
        connection = Connection.objects.get(pk=self._connection)
        vendor = find_vendor(connection.vendor)
        if vendor is not None:
            vendor.listen(connection, live_secrets(connection), self.stop, self._alive)

    def _alive(self) -> None:
        self._pause, now = _FIRST_PAUSE, clock.now()
        if self._noted is None or now - self._noted >= _NOTED_EVERY:
            self._noted = now
            Connection.objects.filter(pk=self._connection).update(listening_at=now)

    def _fell(self, error: Exception) -> None:
        why = error.message if isinstance(error, Refused) else str(error) or type(error).__name__
        _log.warning("the line of connection %s: %s", self._connection, type(error).__name__)
        try:
            Connection.objects.filter(pk=self._connection).update(last_error=why[:2000], last_error_at=clock.now())
        except _BROKEN:
            connections.close_all()
        self.stop.wait(self._pause)
        self._pause = min(self._pause * 2, _LONGEST_PAUSE)
