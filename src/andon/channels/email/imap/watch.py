"""Watch the IMAP mailboxes: a thread each, which waits for news (IDLE) or looks again and again where that is unknown.

A thread that cannot reach its server says so on the mailbox and tries again, later each time. A mailbox that is
added, changed or switched is noticed within two seconds.
"""

import logging
import threading
import time
from datetime import datetime
from uuid import UUID

from django.db import DatabaseError, InterfaceError, close_old_connections, connections
from imap_tools.mailbox import BaseMailBox

from andon.channels.models import ImapAccount
from andon.channels.models.mailbox import Kind

from .connection import FAULTS, signed_in
from .fetch import take_new
from .health import note_ill, note_well

_LOOK = 2.0
_SLICE = 0.5
_LONGEST_IDLE = 5 * 60.0
"""RFC 2177 asks to renew an IDLE within 29 minutes; routers forget silent connections sooner."""
_FIRST_PAUSE, _LONGEST_PAUSE = 1.0, 300.0
_BROKEN = (DatabaseError, InterfaceError)
_log = logging.getLogger(__name__)


def watch_mailboxes(stop: threading.Event) -> None:
    """Until `stop` is set."""
    watchers: dict[tuple[UUID, datetime], _Watcher] = {}
    while not stop.is_set():
        try:
            close_old_connections()
            _compare(watchers)
        except _BROKEN:
            _log.warning("the database does not answer; trying again", exc_info=True)
        stop.wait(_LOOK)
    for watcher in watchers.values():
        watcher.stop.set()
    for watcher in watchers.values():
        watcher.join()
    connections.close_all()


def _compare(watchers: "dict[tuple[UUID, datetime], _Watcher]") -> None:
    found = ImapAccount.objects.filter(mailbox__enabled=True, mailbox__kind=Kind.IMAP)
    wanted = set(found.values_list("mailbox_id", "changed_at"))
    for key in watchers.keys() - wanted:
        watchers.pop(key).stop.set()
    for key in wanted - watchers.keys():
        watchers[key] = _Watcher(key[0])
        watchers[key].start()


class _Watcher(threading.Thread):
    """One mailbox, until its `stop` is set."""

    def __init__(self, mailbox: UUID) -> None:
        super().__init__(name=f"andon-imap-{mailbox}", daemon=True)
        self.stop = threading.Event()
        self._mailbox = mailbox
        self._pause = _FIRST_PAUSE

    def run(self) -> None:
        while not self.stop.is_set():
            try:
                close_old_connections()
                self._stay()
            except (*FAULTS, *_BROKEN) as error:
                self._fell(error)
        connections.close_all()

    def _stay(self) -> None:
        account = ImapAccount.objects.select_related("mailbox").get(pk=self._mailbox)
        with signed_in(account) as box:
            while not self.stop.is_set():
                take_new(account, box)
                note_well(self._mailbox)
                self._pause = _FIRST_PAUSE
                self._wait_for_news(account, box)

    def _wait_for_news(self, account: ImapAccount, box: BaseMailBox) -> None:
        if "IDLE" not in box.client.capabilities:
            self.stop.wait(account.poll_seconds)
            return
        until = time.monotonic() + _LONGEST_IDLE
        with box.idle as idle:
            while not self.stop.is_set() and time.monotonic() < until:
                if idle.poll(timeout=_SLICE):
                    return

    def _fell(self, error: Exception) -> None:
        _log.warning("mailbox %s: %s", self._mailbox, type(error).__name__)
        if not isinstance(error, _BROKEN):
            try:
                note_ill(self._mailbox, error)
            except _BROKEN:
                connections.close_all()
        self.stop.wait(self._pause)
        self._pause = min(self._pause * 2, _LONGEST_PAUSE)
