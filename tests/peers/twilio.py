"""A program that speaks the part of Twilio's API that we use: it takes messages and calls, and can be made to deliver
them, ring, press keys, and answer, telling us of it by requests signed as Twilio signs them."""

import base64
import json
import threading
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qsl, urlencode, urlsplit
from xml.etree import ElementTree as Tree

from twilio.request_validator import RequestValidator

Tell = Callable[[str, bytes, dict[str, str]], "tuple[int, bytes]"]
SID = "AC" + "0" * 31 + "1"
TOKEN = "t0k3n-of-the-account"
FORM = "application/x-www-form-urlencoded"


@dataclass
class Made:
    """A message or a call that we asked for. `path`, `body`, `headers` as they came."""

    sid: str
    path: str
    headers: dict[str, str]
    body: bytes
    fields: list[tuple[str, str]] = field(default_factory=list)

    def __getitem__(self, name: str) -> str:
        return dict(self.fields)[name]

    def all(self, name: str) -> list[str]:
        return [text for known, text in self.fields if known == name]

    @property
    def twiml(self) -> Any:
        return Tree.fromstring(self["Twiml"])  # noqa: S314

    @property
    def spoken(self) -> str:
        return " ".join(" ".join(said.text or "" for said in self.twiml.iter("Say")).split())


class Twilio:
    """`tell` carries what it tells us (address, body, headers) and answers with status and body. `refuse`: an error
    (status, code, message) instead of taking anything; `numbers_refused`: for these numbers alone."""

    def __init__(self, tell: Tell) -> None:
        self.messages: list[Made] = []
        self.calls: list[Made] = []
        self.refuse: tuple[int, int, str] | None = None
        self.numbers_refused: dict[str, tuple[int, int, str]] = {}
        self.told: list[tuple[str, dict[str, str]]] = []
        self._tell = tell
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), self._answerer())
        self._server.daemon_threads = True
        self.url = f"http://127.0.0.1:{self._server.server_address[1]}"
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.05,), daemon=True)

    def start(self) -> "Twilio":
        self._thread.start()
        return self

    def stop(self) -> None:
        self._server.shutdown()
        self._server.server_close()

    # What happens at the phones.

    def message_to(self, number: str) -> Made:
        (found,) = [made for made in self.messages if made["To"] == number]
        return found

    def call_to(self, number: str) -> Made:
        (found,) = [made for made in self.calls if made["To"] == number]
        return found

    def status(self, made: Made, status: str, code: int = 0) -> int:
        """A status callback of a message or a call."""
        kind = "Message" if made.sid.startswith("SM") else "Call"
        fields = {f"{kind}Sid": made.sid, f"{kind}Status": status, "AccountSid": SID, "To": made["To"]}
        return self.tell(made["StatusCallback"], fields | ({"ErrorCode": str(code)} if code else {}))[0]

    def press(self, call: Made, key: str) -> str:
        """The call is taken and a key pressed; what is said then."""
        self.status(call, "in-progress")
        action = call.twiml.find("Gather").get("action")
        fields = {"CallSid": call.sid, "Digits": key, "AccountSid": SID, "To": call["To"], "CallStatus": "in-progress"}
        status, body = self.tell(action, fields)
        assert status == 200, body
        heard = " ".join(said.text or "" for said in Tree.fromstring(body).iter("Say"))  # noqa: S314
        self.status(call, "completed")
        return heard

    def text(self, address: str, *, sender: str, words: str, sid: str = "SM" + "9" * 32) -> str:
        """Somebody writes to our number; what she gets back."""
        fields = {"MessageSid": sid, "From": sender, "To": "+15005550006", "Body": words}
        status, body = self.tell(address, fields)
        assert status == 200, body
        return " ".join(said.text or "" for said in Tree.fromstring(body).iter("Message"))  # noqa: S314

    def tell(self, url: str, fields: Mapping[str, str], *, token: str = TOKEN) -> tuple[int, bytes]:
        self.told.append((url, dict(fields)))
        signature = RequestValidator(token).compute_signature(url, fields)
        return self._tell(url, urlencode(fields).encode(), {"X-Twilio-Signature": signature, "Content-Type": FORM})

    # The API.

    def _answer(self, method: str, path: str, headers: dict[str, str], body: bytes) -> tuple[int, dict[str, Any]]:
        wanted = "Basic " + base64.b64encode(f"{SID}:{TOKEN}".encode()).decode()
        account = f"/2010-04-01/Accounts/{SID}"
        if headers.get("authorization") != wanted or not path.startswith(account):
            return _error(401, 20003, "Authenticate")
        if method == "GET" and path == f"{account}.json":
            return 200, {"sid": SID, "friendly_name": "Fernhill", "status": "active"}
        fields = parse_qsl(body.decode(), keep_blank_values=True)
        to = dict(fields).get("To", "")
        if refused := self.numbers_refused.get(to) or self.refuse:
            return _error(*refused)
        match method, path.removeprefix(account):
            case "POST", "/Messages.json":
                return 201, self._make(self.messages, "SM", path, headers, body, fields)
            case "POST", "/Calls.json":
                return 201, self._make(self.calls, "CA", path, headers, body, fields)
        return _error(404, 20404, "The requested resource was not found")

    def _make(
        self, kept: list[Made], kind: str, path: str, headers: dict[str, str], body: bytes, fields: Iterable[Any]
    ) -> dict[str, Any]:
        made = Made(f"{kind}{len(kept) + 1:032x}", path, headers, body, list(fields))
        kept.append(made)
        return {"sid": made.sid, "status": "queued", "to": made["To"], "account_sid": SID}

    def _answerer(self) -> type[BaseHTTPRequestHandler]:
        peer = self

        class Answerer(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
                headers = {name.lower(): text for name, text in self.headers.items()}
                status, said = peer._answer(self.command, self.path, headers, body)
                content = json.dumps(said).encode()
                self.send_response(status)
                self.send_header("Content-Type", "application/json")
                self.send_header("Content-Length", str(len(content)))
                self.end_headers()
                self.wfile.write(content)

            do_GET = do_POST

            def log_message(self, format: str, *args: Any) -> None:
                pass

        return Answerer


def _error(status: int, code: int, message: str) -> tuple[int, dict[str, Any]]:
    more = f"https://www.twilio.com/docs/errors/{code}"
    return status, {"code": code, "message": message, "more_info": more, "status": status}


def told_to_django(url: str, body: bytes, headers: dict[str, str]) -> tuple[int, bytes]:
    """Carries what the peer tells to the product in this process."""
    from django.test import Client

    parts = urlsplit(url)
    answer = Client().generic(
        "POST", parts.path, body, content_type=headers["Content-Type"], headers=headers, QUERY_STRING=parts.query
    )
    return answer.status_code, answer.content


__all__ = ["SID", "TOKEN", "Made", "Twilio", "told_to_django"]
