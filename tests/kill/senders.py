"""Outsiders who repeat what was not acknowledged, as decent clients do, and note what was."""

import itertools
import smtplib
import threading
from collections.abc import Callable

import httpx

from tests.stories.mails import write_mail

PAUSE = 0.2


class Sender:
    """Several at once; each sends one thing after the other, and each thing until it is acknowledged."""

    def __init__(self, send: Callable[[str], bool], prefix: str, at_once: int) -> None:
        self.acknowledged: list[str] = []
        self.refused: list[str] = []
        self._send, self._prefix = send, prefix
        self._numbers = itertools.count()
        self._stop = threading.Event()
        self._threads = [threading.Thread(target=self._run, daemon=True) for _ in range(at_once)]

    def start(self) -> "Sender":
        for thread in self._threads:
            thread.start()
        return self

    def end(self) -> None:
        self._stop.set()
        for thread in self._threads:
            thread.join(60)

    def _run(self) -> None:
        while not self._stop.wait(PAUSE):
            name = f"{self._prefix}{next(self._numbers)}"
            while not self._stop.is_set() and not self._is_done(name):
                self._stop.wait(PAUSE)

    def _is_done(self, name: str) -> bool:
        try:
            if not self._send(name):
                return False
            self.acknowledged.append(name)
        except Refused as refused:
            self.refused.append(str(refused))
        return True


class Refused(Exception):
    """An answer that no repetition betters: the sender's fault, so here it is ours."""


def over_http(url: str, path: str, body: Callable[[str], object], headers: Callable[[str], dict[str, str]]) -> Sender:
    def send(name: str) -> bool:
        try:
            answer = httpx.post(f"{url}{path}", json=body(name), headers=headers(name), timeout=10)
        except httpx.TransportError:
            return False
        if 400 <= answer.status_code < 500 and answer.status_code not in (409, 429):
            raise Refused(f"{path} {name}: {answer.status_code} {answer.text}")
        return answer.status_code in (200, 201, 202)

    return Sender(send, path.rpartition("/")[2] + "-", 3)


def by_mail(port: int) -> Sender:
    """A mail server: the same Message-ID until it hears 250."""

    def send(name: str) -> bool:
        address = f"{name}@customers.example"
        mail = write_mail(f"{name} <{address}>", f"Help {name}", "It hangs.", message_id=f"<{name}@customers.example>")
        try:
            with smtplib.SMTP("127.0.0.1", port, timeout=10) as server:
                server.send_message(mail, address, ["care@fernhill.example"])
        except smtplib.SMTPResponseException as error:
            if error.smtp_code >= 500:
                raise Refused(f"{name}: {error.smtp_code}") from None
            return False
        except (smtplib.SMTPException, OSError):
            return False
        return True

    return Sender(send, "mail-", 1)
