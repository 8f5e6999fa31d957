"""Slack's side of Socket Mode: envelopes, their acknowledgements, and lines that end because Slack says so."""

import itertools
import json
from typing import Any
from urllib.parse import parse_qsl

from .slack import Slack
from .web_socket import Line, WebSockets


class SlackSocket:
    """What the peer tells goes by a line from now on. `acknowledged`: the ids of envelopes, as they came back."""

    def __init__(self, slack: Slack) -> None:
        self.acknowledged: list[str] = []
        self.sent: list[str] = []
        self.sockets = WebSockets(self._heard).start()
        self._numbers = itertools.count(1)
        slack.socket_url = self.sockets.url
        slack.tell_by(self._tell)

    def stop(self) -> None:
        self.sockets.stop()

    def say(self, type: str, payload: dict[str, Any]) -> str:
        """On the newest line; the envelope's id."""
        id = f"envelope-{next(self._numbers)}"
        self.sent.append(id)
        envelope = {"type": type, "envelope_id": id, "payload": payload, "accepts_response_payload": False}
        self.sockets.open_lines[-1].say(json.dumps(envelope))
        return id

    def refresh(self) -> None:
        """Slack asks for a new line, and ends the old one itself later."""
        self.sockets.open_lines[-1].say(json.dumps({"type": "disconnect", "reason": "refresh_requested"}))

    def _tell(self, _address: str, body: bytes, headers: dict[str, str]) -> tuple[int, bytes]:
        if headers["Content-Type"] == "application/json":
            self.say("events_api", json.loads(body))
        else:
            form = dict(parse_qsl(body.decode(), keep_blank_values=True))
            if "payload" in form:
                self.say("interactive", json.loads(form["payload"]))
            else:
                self.say("slash_commands", form)
        return 200, b""

    def _heard(self, line: Line, text: str) -> None:
        self.acknowledged.append(json.loads(text)["envelope_id"])
