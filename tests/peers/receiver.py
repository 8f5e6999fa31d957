"""A web server that keeps what it was sent, and can be told to misbehave."""

import contextlib
import socket
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any


@dataclass(frozen=True)
class Got:
    method: str
    path: str
    headers: dict[str, str]
    body: bytes


class Receiver:
    """`behave`: "accept" (200), "accept with 2 MB", "hang", "trickle", "trickle headers",
    "close", "redirect", or a status such as "500";
    `headers` go with each answer. `choose`: answers by request instead, where it returns a behaviour."""

    def __init__(self) -> None:
        self.got: list[Got] = []
        self.behave = "accept"
        self.headers: dict[str, str] = {}
        self.body = b"thank you"
        self.choose: Callable[[Got], str] = lambda _got: ""
        self._ended = threading.Event()
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), self._answerer())
        self._server.daemon_threads = True
        self.url = f"http://127.0.0.1:{self._server.server_address[1]}"
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.05,), daemon=True)

    def start(self) -> "Receiver":
        self._thread.start()
        return self

    def stop(self) -> None:
        self._ended.set()
        self._server.shutdown()
        self._server.server_close()

    def _answerer(self) -> type[BaseHTTPRequestHandler]:
        receiver = self

        class Answerer(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def do_POST(self) -> None:
                body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
                headers = {name.lower(): text for name, text in self.headers.items()}
                got = Got(self.command, self.path, headers, body)
                receiver.got.append(got)
                self._misbehave(receiver.choose(got) or receiver.behave)

            do_GET = do_PUT = do_PATCH = do_DELETE = do_POST

            def _misbehave(self, how: str) -> None:
                self.close_connection = True
                if how == "close":
                    self.connection.shutdown(socket.SHUT_RDWR)
                elif how == "hang":
                    receiver._ended.wait(30)
                elif how == "trickle":
                    self._trickle(b"HTTP/1.1 200 OK\r\nContent-Length: 1000000\r\n\r\n", b"x")
                elif how == "trickle headers":
                    self._trickle(b"HTTP/1.1 200 OK\r\n", b"X: y\r\n")
                elif how == "accept with 2 MB":
                    self._say(200, b"x" * 2 * 1024 * 1024)
                elif how == "redirect":
                    self._say(307, b"", {"Location": f"{receiver.url}/elsewhere"})
                else:
                    self._say(200 if how == "accept" else int(how), receiver.body)

            def _say(self, status: int, body: bytes, more: dict[str, str] | None = None) -> None:
                self.send_response(status)
                for name, text in {**receiver.headers, **(more or {}), "Content-Length": str(len(body))}.items():
                    self.send_header(name, text)
                self.end_headers()
                with contextlib.suppress(OSError):
                    self.wfile.write(body)

            def _trickle(self, first: bytes, then: bytes) -> None:
                try:
                    self.wfile.write(first)
                    while not receiver._ended.is_set():
                        self.wfile.write(then)
                        self.wfile.flush()
                        time.sleep(0.02)
                except OSError:
                    pass

            def log_message(self, format: str, *args: Any) -> None:
                pass

        return Answerer
