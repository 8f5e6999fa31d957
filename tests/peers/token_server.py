"""An OAuth server on loopback: gives access tokens for a refresh token, and tells Dovecot whose they are."""

import json
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlsplit


class TokenServer:
    """`refresh_token` is the one that counts now; each use changes it when `rotates`. `asked`: what it was sent."""

    def __init__(self, user: str) -> None:
        self.user = user
        self.refresh_token = "first refresh token"
        self.rotates = False
        self.lasts = 3600
        self.tokens: set[str] = set()
        self.asked: list[dict[str, str]] = []
        server = self

        class Answers(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                body = self.rfile.read(int(self.headers["Content-Length"])).decode()
                self._say(*server.give({name: values[0] for name, values in parse_qs(body).items()}))

            def do_GET(self) -> None:
                token = parse_qs(urlsplit(self.path).query).get("token", [""])[0]
                known = token in server.tokens
                self._say(200 if known else 401, {"email": server.user, "active": known} if known else {})

            def _say(self, status: int, said: dict[str, Any]) -> None:
                content = json.dumps(said).encode()
                self.send_response(status)
                self.send_header("Content-Type", "application/json")
                self.send_header("Content-Length", str(len(content)))
                self.end_headers()
                self.wfile.write(content)

            def log_message(self, *_said: object) -> None:
                """Nothing."""

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Answers)
        self.url = f"http://127.0.0.1:{self._server.server_port}"
        self._thread = threading.Thread(target=self._server.serve_forever, daemon=True)

    def start(self) -> "TokenServer":
        self._thread.start()
        return self

    def stop(self) -> None:
        self._server.shutdown()
        self._thread.join(10)
        self._server.server_close()

    def give(self, form: dict[str, str]) -> tuple[int, dict[str, Any]]:
        self.asked.append(form)
        if form.get("grant_type") != "refresh_token" or form.get("refresh_token") != self.refresh_token:
            return 400, {"error": "invalid_grant", "error_description": f"not {form.get('refresh_token')}"}
        token = f"access{len(self.asked)}"
        self.tokens.add(token)
        said: dict[str, Any] = {"access_token": token, "expires_in": self.lasts, "token_type": "Bearer"}
        if self.rotates:
            self.refresh_token = f"refresh token {len(self.asked)}"
            said["refresh_token"] = self.refresh_token
        return 200, said

    @property
    def for_dovecot(self) -> str:
        """Its `oauth2.conf`."""
        return (
            f"introspection_mode = get\nintrospection_url = {self.url}/introspect?token=\nusername_attribute = email\n"
        )
