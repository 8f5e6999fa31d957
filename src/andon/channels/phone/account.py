"""The connected account, and one call to its API."""

import base64
import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote, urlencode

from django.conf import settings
from django.urls import reverse

from andon.channels.registry import TryLater, WillNot
from andon.connections.live_secrets import live_secrets
from andon.connections.models import Connection
from andon.customers.rules.points import normalise
from andon.kit import clock, http
from andon.kit.errors import Refused

SLUG = "twilio"
Fields = Sequence[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Account:
    """`number` calls; `service` (a messaging service) or else the number sends messages."""

    connection: Connection
    tokens: Sequence[str]

    @property
    def sid(self) -> str:
        return str(self.connection.settings["account_sid"])

    @property
    def number(self) -> str:
        given = str(self.connection.settings.get("from_number", ""))
        return normalise("phone", given) if given else ""

    @property
    def service(self) -> str:
        return str(self.connection.settings.get("messaging_service", ""))

    @property
    def language(self) -> str:
        return str(self.connection.settings.get("language") or "en-GB")

    def address_for(self, what: str, key: str) -> str:
        """Our address for what is told about a delivery; Twilio signs it with what it tells."""
        tail = f"{what}/{quote(key, safe=':')}"
        return settings.BASE_URL + reverse("connections:incoming_below", args=[SLUG, self.connection.pk, tail])

    def make(self, what: str, fields: Fields) -> dict[str, Any]:
        """Make a message or a call; raises TryLater, WillNot with Twilio's code."""
        try:
            status, said = self.ask("POST", f"/{what}.json", fields)
        except TryLater as later:
            self._note(str(later))
            raise
        if status == 429 or status >= 500:
            self._note(why := _why(status, said))
            raise TryLater(why)
        if not 200 <= status < 300:
            self._note(why := _why(status, said))
            raise WillNot(why)
        Connection.objects.filter(pk=self.connection.pk).update(last_out_at=clock.now())
        return said

    def ask(self, method: str, path: str, fields: Fields = ()) -> tuple[int, dict[str, Any]]:
        """The answer's status and what it says. `path`: below the account."""
        url = f"{self.connection.settings['base'].rstrip('/')}/2010-04-01/Accounts/{quote(self.sid, safe='')}{path}"
        try:
            answer = http.request(method, url, content=urlencode(fields).encode(), headers=self._headers())
        except http.NoAnswer as error:
            raise TryLater(str(error)) from None
        except http.NotFound as error:
            raise TryLater(error.message) from None
        except Refused as refused:
            raise WillNot(refused.message) from None
        return answer.status_code, _read(answer.content)

    def _headers(self) -> dict[str, str]:
        known = base64.b64encode(f"{self.sid}:{self.tokens[0] if self.tokens else ''}".encode()).decode()
        return {"Authorization": f"Basic {known}", "Content-Type": "application/x-www-form-urlencoded"}

    def _note(self, why: str) -> None:
        """For the administrator who wonders."""
        Connection.objects.filter(pk=self.connection.pk).update(last_error=why[:2000], last_error_at=clock.now())


def connected(*, calls: bool = False) -> Account | None:
    """The account that sends now; None where there is none, or none that can call."""
    for connection in Connection.objects.filter(vendor=SLUG, paused_at=None).order_by("made_at", "id"):
        if not calls or connection.settings.get("from_number"):
            return account_of(connection)
    return None


def account_of(connection: Connection) -> Account:
    return Account(connection, live_secrets(connection).get("auth_token", []))


def _read(body: bytes) -> dict[str, Any]:
    try:
        found = json.loads(body)
    except ValueError:
        return {}
    return found if isinstance(found, dict) else {}


def _why(status: int, said: dict[str, Any]) -> str:
    """Twilio's number for it first: their pages are found by it."""
    code, message = said.get("code"), str(said.get("message") or "")
    return f"{code or status}: {message}"[:500] if message else f"it answered {code or status}"
