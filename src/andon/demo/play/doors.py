"""The front doors that no browser uses: mail, the API, the Events endpoint. All on loopback."""

import http.client
import json
import smtplib
from dataclasses import dataclass
from email.message import EmailMessage
from email.utils import format_datetime, formataddr, make_msgid
from typing import Any
from urllib.parse import urlsplit

from andon.demo.sink.store import Received
from andon.kit import clock

from .browser import Unexpected

AUTHSERV = "mx.fernhill.example"
"""The mail server in front of ours, whose checks of senders are believed."""


@dataclass(frozen=True, slots=True)
class MailDoor:
    """What the server in front hands on: with the result of its checks."""

    port: int
    our_address: str

    def send(self, name: str, address: str, subject: str, text: str, *, answers: Received | None = None) -> None:
        """Returns when it is committed (250)."""
        domain = address.rpartition("@")[2]
        before = answers.mail() if answers else None
        to = str(before["Reply-To"].addresses[0].addr_spec) if before else self.our_address
        mail = EmailMessage()
        mail["Authentication-Results"] = f"{AUTHSERV}; dkim=pass header.d={domain}; spf=pass smtp.mailfrom={domain}"
        mail["From"] = formataddr((name, address))
        mail["To"] = to
        mail["Subject"] = subject
        mail["Date"] = format_datetime(clock.wall())
        mail["Message-ID"] = make_msgid(domain=domain)
        if before:
            mail["In-Reply-To"] = before["Message-ID"]
            mail["References"] = f"{before['References'] or ''} {before['Message-ID']}".strip()
        mail.set_content(text)
        with smtplib.SMTP("127.0.0.1", self.port, timeout=30) as door:
            refused = door.send_message(mail, address, [to])
        if refused:
            raise Unexpected(f"the mail listener refused {refused}")


@dataclass(frozen=True, slots=True)
class ApiDoor:
    """A program that holds a token."""

    url: str
    token: str

    def post(self, path: str, body: dict[str, Any], *, key: str) -> Any:
        headers = {"Authorization": f"Bearer {self.token}", "Idempotency-Key": key}
        return post_json(self.url, f"/api/v1{path}", body, headers=headers, wanted=200)


def send_event(url: str, event: dict[str, Any]) -> None:
    """To the Events endpoint, as a monitor does; returns when it is committed (202)."""
    post_json(url, "/v2/enqueue", event, headers={}, wanted=202)


def post_json(url: str, path: str, body: dict[str, Any], *, headers: dict[str, str], wanted: int) -> Any:
    parts = urlsplit(url)
    connection = http.client.HTTPConnection(parts.hostname or "localhost", parts.port or 80, timeout=30)
    try:
        connection.request("POST", path, json.dumps(body), {"Content-Type": "application/json", **headers})
        response = connection.getresponse()
        text = response.read().decode(errors="replace")
    finally:
        connection.close()
    if response.status != wanted:
        raise Unexpected(f"POST {path} answered {response.status}: {text[:300]}")
    return json.loads(text)
