"""One call of Slack's Web API, through the one door out, as the connection's bot."""

import json
from collections.abc import Mapping, Sequence
from typing import Any
from urllib.parse import urlencode

from andon.connections.live_secrets import live_secrets
from andon.connections.models import Connection
from andon.connections.vendor import Answer, Secrets, WillNot
from andon.kit import http

from .rules.verdict import read_answer

MOST_ANSWER = 1024 * 1024


class Web:
    """`secrets`: those of the connection, where they are at hand."""

    def __init__(self, connection: Connection, secrets: Secrets | None = None) -> None:
        self.connection = connection
        self._secrets = live_secrets(connection) if secrets is None else secrets

    def ask(self, method: str, **given: Any) -> Mapping[str, Any]:
        """What it says; raises TryLater, SlackSays, and what `kit.http` raises."""
        return read_answer(self.answer(method, "bot_token", **given))

    def answer(self, method: str, secret: str, **given: Any) -> Answer:
        """The answer as it came, asked with one of the tokens. Forms are what every method takes."""
        tokens: Sequence[str] = self._secrets.get(secret, [])
        if not tokens:
            raise WillNot("no token is kept here")
        headers = {"Authorization": f"Bearer {tokens[0]}", "Content-Type": "application/x-www-form-urlencoded"}
        url = f"{str(self.connection.settings['base']).rstrip('/')}/{method}"
        fields = {name: _said(value) for name, value in given.items() if value is not None}
        found = http.request("POST", url, content=urlencode(fields).encode(), headers=headers)
        return Answer(found.status_code, {name.lower(): text for name, text in found.headers.items()}, found.content)


def _said(value: Any) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    return value if isinstance(value, str) else json.dumps(value)
