"""A program that speaks the part of Slack's Web API that we use, and tells us of what people write, type and press by
requests signed as Slack signs them (the signing is that of Slack's own library).

What we call is judged: the method must be known, its arguments named and shaped as Slack's published description says,
and the token the right one; what is wrong stands in `faults`.
"""

import itertools
import json
import threading
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qsl, urlencode

from slack_sdk.signature import SignatureVerifier

from .slack_methods import NEEDED, described
from .twilio import told_to_django

Tell = Callable[[str, bytes, dict[str, str]], "tuple[int, bytes]"]
BOT, APP, SIGNING = "xoxb-0000-bot-of-the-tests", "xapp-1-app-of-the-tests", "8f742231b10e8888abcd99yyyzzz85a5"
TEAM, BOT_USER, BOT_ID, APP_ID = "T0FERN", "U0BOT", "B0BOT", "A0APP"
SCOPES = (
    "channels:history,channels:manage,channels:read,chat:write,commands,groups:history,groups:read,groups:write,"
    "im:write,pins:write,users:read,users:read.email"
)
_FORM = "application/x-www-form-urlencoded"


@dataclass
class Message:
    ts: str
    text: str
    blocks: list[dict[str, Any]]
    pinned: bool = False
    user: str = BOT_USER


@dataclass
class Channel:
    id: str
    name: str
    private: bool
    members: list[str] = field(default_factory=list)
    messages: list[Message] = field(default_factory=list)

    @property
    def said(self) -> list[str]:
        return [message.text for message in self.messages]


class Slack:
    """`people`: e-mail by user id; `refuse`: the next answers of a method, an error's code or a status with seconds to
    wait; `private`: messages seen by one person alone; `answers`: what was posted to addresses for answers."""

    def __init__(self, tell: Tell = told_to_django) -> None:
        self.people: dict[str, str] = {}
        self.odd: dict[str, dict[str, Any]] = {}
        self.channels: dict[str, Channel] = {}
        self.private: list[tuple[str, str, str]] = []
        self.answers: list[dict[str, Any]] = []
        self.calls: list[tuple[str, dict[str, str]]] = []
        self.refuse: dict[str, list[str | tuple[int, int]]] = {}
        self.faults: list[str] = []
        self.scopes = SCOPES
        self.lose: set[str] = set()
        self.address = ""
        self.socket_url = ""
        self._tell = tell
        self._numbers = itertools.count(1)
        self._known = described()
        self._lock = threading.Lock()
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), self._answerer())
        self._server.daemon_threads = True
        self.url = f"http://127.0.0.1:{self._server.server_address[1]}"
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.05,), daemon=True)

    @property
    def base(self) -> str:
        return f"{self.url}/api"

    def start(self) -> "Slack":
        self._thread.start()
        return self

    def stop(self) -> None:
        self._server.shutdown()
        self._server.server_close()

    def tell_by(self, tell: Tell) -> None:
        """From now on."""
        self._tell = tell

    # What is seen in Slack.

    def join(self, id: str, email: str, **odd: Any) -> str:
        self.people[id], self.odd[id] = email, odd
        return id

    @property
    def channel(self) -> Channel:
        """The only one."""
        (found,) = self.channels.values()
        return found

    def asked(self, method: str) -> list[dict[str, str]]:
        return [given for name, given in self.calls if name == method]

    # What people do, and what is told us of it.

    def write(self, channel: str, user: str, text: str, **more: Any) -> str:
        """Somebody writes in a channel; the message's ts."""
        ts = self._ts()
        event = {"type": "message", "channel": channel, "user": user, "text": text, "ts": ts, "event_ts": ts,
                 "team": TEAM, "channel_type": "group"}  # fmt: skip
        assert self.event(event | more) == 200
        return ts

    def change(self, channel: str, user: str, ts: str, old: str, new: str) -> None:
        now = self._ts()
        message = {"type": "message", "user": user, "ts": ts}
        event = {"type": "message", "subtype": "message_changed", "channel": channel, "ts": now, "event_ts": now,
                 "message": message | {"text": new, "edited": {"user": user, "ts": now}},
                 "previous_message": message | {"text": old}}  # fmt: skip
        assert self.event(event) == 200

    def event(self, event: Mapping[str, Any], *, id: str = "", **more: Any) -> int:
        name = id or f"Ev{next(self._numbers):08}"
        body = {"token": "gone", "team_id": TEAM, "api_app_id": APP_ID, "type": "event_callback",
                "event_id": name, "event_time": int(time.time()), "event": event}  # fmt: skip
        return self.tell(json.dumps(body | more).encode(), "application/json")[0]

    def command(self, user: str, text: str, *, channel: str = "D0", trigger: str = "") -> str:
        """Somebody types /andon; the address for the answer."""
        number = next(self._numbers)
        fields = {
            "token": "gone", "team_id": TEAM, "team_domain": "fernhill", "channel_id": channel, "channel_name": "x",
            "user_id": user, "user_name": "x", "command": "/andon", "text": text, "api_app_id": APP_ID,
            "response_url": f"{self.url}/respond/{number}", "trigger_id": trigger or f"{number}.t",
        }  # fmt: skip
        status, body = self.tell(urlencode(fields).encode(), _FORM)
        assert (status, body) == (200, b""), body
        return fields["response_url"]

    def press(self, user: str, channel: str, ts: str, action: str, value: str) -> int:
        """Somebody presses a button of a message."""
        number = next(self._numbers)
        found = {
            "type": "block_actions", "user": {"id": user, "team_id": TEAM}, "api_app_id": APP_ID, "token": "gone",
            "team": {"id": TEAM}, "trigger_id": f"{number}.t", "channel": {"id": channel},
            "container": {"type": "message", "message_ts": ts, "channel_id": channel},
            "response_url": f"{self.url}/respond/{number}",
            "actions": [{"type": "button", "action_id": action, "value": value, "action_ts": f"{number}.0"}],
        }  # fmt: skip
        return self.tell(urlencode({"payload": json.dumps(found)}).encode(), _FORM)[0]

    def tell(self, body: bytes, content_type: str, *, secret: str = SIGNING, at: float = 0) -> tuple[int, bytes]:
        stamp = str(int(at or time.time()))
        signature = SignatureVerifier(secret).generate_signature(timestamp=stamp, body=body)
        headers = {
            "Content-Type": content_type,
            "X-Slack-Request-Timestamp": stamp,
            "X-Slack-Signature": str(signature),
        }
        return self._tell(self.address, body, headers)

    def _ts(self) -> str:
        return f"{1790000000 + next(self._numbers)}.000100"

    # The Web API.

    def answer(self, method: str, token: str, given: dict[str, str]) -> tuple[int, dict[str, str], dict[str, Any]]:
        with self._lock:
            self.calls.append((method, given))
            if waiting := self.refuse.get(method):
                refused = waiting.pop(0)
                if isinstance(refused, tuple):
                    status, seconds = refused
                    return status, {"Retry-After": str(seconds)}, {"ok": False, "error": "ratelimited"}
                return 200, {}, {"ok": False, "error": refused}
            if fault := self._fault(method, token, given):
                self.faults.append(fault)
                return 200, {}, {"ok": False, "error": fault}
            said = getattr(self, "_" + method.replace(".", "_"))(given)
            if isinstance(said, str):
                return 200, {}, {"ok": False, "error": said}
            return 200, {"x-oauth-scopes": self.scopes}, {"ok": True, **said}

    def _fault(self, method: str, token: str, given: Mapping[str, str]) -> str:
        if method not in self._known:
            return f"unknown_method {method}"
        if token != (APP if method == "apps.connections.open" else BOT):
            return "invalid_auth"
        if odd := set(given) - self._known[method]:
            return f"invalid_arguments {method} {sorted(odd)}"
        if lacking := NEEDED.get(method, set()) - set(given):
            return f"missing_argument {method} {sorted(lacking)}"
        for name in ("blocks", "metadata"):
            if name in given and not isinstance(json.loads(given[name]), list | dict):
                return f"invalid_{name}"
        return "no_text" if method.startswith("chat.post") and not given.get("text") else ""

    def _auth_test(self, given: Mapping[str, str]) -> dict[str, Any]:
        return {"url": "https://fernhill.slack.com/", "team": "Fernhill", "user": "andon", "team_id": TEAM,
                "user_id": BOT_USER, "bot_id": BOT_ID, "is_enterprise_install": False}  # fmt: skip

    def _apps_connections_open(self, given: Mapping[str, str]) -> dict[str, Any]:
        return {"url": self.socket_url}

    def _conversations_create(self, given: Mapping[str, str]) -> Any:
        if any(channel.name == given["name"] for channel in self.channels.values()):
            return "name_taken"
        made = Channel(f"C{next(self._numbers):04}", given["name"], given.get("is_private") == "true")
        self.channels[made.id] = made
        return {"channel": {"id": made.id, "name": made.name, "creator": BOT_USER}}

    def _conversations_list(self, given: Mapping[str, str]) -> Any:
        known = [{"id": one.id, "name": one.name, "creator": BOT_USER} for one in self.channels.values()]
        return {"channels": known, "response_metadata": {"next_cursor": ""}}

    def _conversations_invite(self, given: Mapping[str, str]) -> Any:
        channel = self.channels[given["channel"]]
        if given["users"] in channel.members:
            return "already_in_channel"
        channel.members.append(given["users"])
        return {"channel": {"id": channel.id}}

    def _chat_postMessage(self, given: Mapping[str, str]) -> Any:
        id = given["channel"]
        if id in self.people:
            id = f"D{id}"
            self.channels.setdefault(id, Channel(id, "", private=True))
        if id not in self.channels:
            return "channel_not_found"
        message = Message(self._ts(), given["text"], json.loads(given.get("blocks", "[]")))
        self.channels[id].messages.append(message)
        return {"channel": id, "ts": message.ts, "message": {"text": message.text, "bot_id": BOT_ID}}

    def _chat_update(self, given: Mapping[str, str]) -> Any:
        for message in self.channels[given["channel"]].messages:
            if message.ts == given["ts"]:
                message.text, message.blocks = given["text"], json.loads(given.get("blocks", "[]"))
                return {"channel": given["channel"], "ts": message.ts, "text": message.text}
        return "message_not_found"

    def _chat_postEphemeral(self, given: Mapping[str, str]) -> Any:
        self.private.append((given["channel"], given["user"], given["text"]))
        return {"message_ts": self._ts()}

    def _pins_add(self, given: Mapping[str, str]) -> Any:
        (message,) = [one for one in self.channels[given["channel"]].messages if one.ts == given["timestamp"]]
        if message.pinned:
            return "already_pinned"
        message.pinned = True
        return {}

    def _users_info(self, given: Mapping[str, str]) -> Any:
        if given["user"] not in self.people:
            return "user_not_found"
        return {"user": self._person(given["user"])}

    def _users_lookupByEmail(self, given: Mapping[str, str]) -> Any:
        for id, email in self.people.items():
            if email.lower() == given["email"].lower():
                return {"user": self._person(id)}
        return "users_not_found"

    def _person(self, id: str) -> dict[str, Any]:
        known = {"id": id, "team_id": TEAM, "deleted": False, "is_bot": False, "is_email_confirmed": True}
        return known | {"profile": {"email": self.people[id]}} | self.odd[id]

    def _answerer(self) -> type[BaseHTTPRequestHandler]:
        slack = self

        class Answerer(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def do_POST(self) -> None:
                body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
                if self.path.startswith("/respond/"):
                    slack.answers.append(json.loads(body))
                    self._say(200, {}, b"ok")
                    return
                method = self.path.removeprefix("/api/").partition("?")[0]
                given = self._given(body)
                token = self.headers.get("Authorization", "").removeprefix("Bearer ") or given.pop("token", "")
                status, headers, said = slack.answer(method, token, given)
                if method in slack.lose:
                    slack.lose.discard(method)
                    self.close_connection = True
                    return
                self._say(status, headers, json.dumps(said).encode())

            do_GET = do_POST

            def _given(self, body: bytes) -> dict[str, str]:
                """Slack's own library sends JSON too."""
                if body and self.headers.get("Content-Type", "").startswith("application/json"):
                    found = json.loads(body)
                    return {name: one if isinstance(one, str) else json.dumps(one) for name, one in found.items()}
                return dict(parse_qsl(body.decode() or self.path.partition("?")[2], keep_blank_values=True))

            def _say(self, status: int, headers: Mapping[str, str], body: bytes) -> None:
                self.send_response(status)
                content = {"Content-Type": "application/json", "Content-Length": str(len(body))}
                for name, text in {**headers, **content}.items():
                    self.send_header(name, text)
                self.end_headers()
                self.wfile.write(body)

            def log_message(self, format: str, *args: Any) -> None:
                pass

        return Answerer
