"""A page to read what customers and engineers got, on loopback only."""

import re
import threading
from email.utils import getaddresses
from html import escape
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from importlib.resources import files
from typing import Any
from urllib.parse import parse_qs, quote, urlsplit

from .store import Received, Sink

_LINK = re.compile(r"https?://[^\s<>\"]+")
_MOST = 200
_POLICY = "default-src 'none'; style-src 'self'; base-uri 'none'; form-action 'self'"


class SinkPage:
    """Serves in a thread of its own. `port` 0 takes any that is free."""

    def __init__(self, sink: Sink, port: int = 0) -> None:
        class Handler(_Handler):
            kept = sink

        self._server = ThreadingHTTPServer(("127.0.0.1", port), Handler)
        self._server.daemon_threads = True

    @property
    def url(self) -> str:
        return f"http://localhost:{self._server.server_address[1]}"

    def __enter__(self) -> "SinkPage":
        threading.Thread(target=self._server.serve_forever, name="demo-mails", daemon=True).start()
        return self

    def __exit__(self, *_error: object) -> None:
        self._server.shutdown()
        self._server.server_close()


class _Handler(BaseHTTPRequestHandler):
    kept: Sink

    def do_GET(self) -> None:
        url = urlsplit(self.path)
        if url.path == "/mails.css":
            self._answer(200, files(__package__).joinpath("mails.css").read_text(), "text/css")
            return
        if url.path == "/":
            wanted = parse_qs(url.query)
            self._answer(200, _list(self.kept, wanted.get("to", [""])[0], "history" in wanted))
            return
        number = url.path.strip("/")
        one = self.kept.numbered(int(number)) if number.isdigit() and len(number) < 9 else None
        self._answer(200 if one else 404, _mail(one) if one else _page("Not here", "<p>There is no such mail.</p>"))

    def _answer(self, status: int, text: str, kind: str = "text/html") -> None:
        content = text.encode()
        self.send_response(status)
        self.send_header("Content-Type", f"{kind}; charset=utf-8")
        self.send_header("Content-Length", str(len(content)))
        self.send_header("Content-Security-Policy", _POLICY)
        self.send_header("Cache-Control", "no-store")
        self.end_headers()
        self.wfile.write(content)

    def log_message(self, format: str, *args: Any) -> None:
        """Nothing: the terminal tells the story."""


def _list(sink: Sink, to: str, history: bool) -> str:
    found = [one for one in reversed(sink.all()) if one.history == history and (not to or to.lower() in one.to)]
    rows = "".join(_row(one) for one in found[:_MOST])
    older = sum(one.history for one in sink.all())
    turn = '<a href="/">Today</a>' if history else f'<a href="/?history=1">{older} of the weeks before</a>'
    who = f"<h1>Mails to {escape(to)}</h1>" if to else "<h1>Mails that left Fernhill</h1>"
    body = f"{who}<p class=soft>{len(found)} {'mail' if len(found) == 1 else 'mails'}, newest first. {turn}</p>"
    body += (
        f"<ul class=mails>{rows}</ul>" if rows else "<p class=empty>No mail yet. This page looks again by itself.</p>"
    )
    return _page("Mails", body, again=not history)


def _row(one: Received) -> str:
    mail = one.mail()
    name, address = next(iter(getaddresses([str(mail["To"])])), ("", ""))
    words = " ".join(_text(one).split())[:140]
    return (
        f"<li><a href='/{one.number}'><time>{one.at:%H:%M:%S}</time><b>{escape(name or address)}</b>"
        f"<span class=what>{escape(str(mail['Subject']))}</span><span class=soft>{escape(words)}</span></a></li>"
    )


def _mail(one: Received) -> str:
    mail = one.mail()
    heads = "".join(
        f"<dt>{name}</dt><dd>{_address(str(mail[name])) if name in ('To', 'Cc') else escape(str(mail[name]))}</dd>"
        for name in ("From", "To", "Cc", "Subject", "Date", "Reply-To", "Message-ID")
        if mail[name]
    )
    body = _LINK.sub(lambda found: f"<a href='{found[0]}'>{found[0]}</a>", escape(_text(one)))
    return _page(str(mail["Subject"]), f"<p><a href='/'>All mails</a></p><dl>{heads}</dl><pre dir=auto>{body}</pre>")


def _address(header: str) -> str:
    return ", ".join(
        f"<a href='/?to={quote(address)}'>{escape(name or address)}</a> <span class=soft>{escape(address)}</span>"
        for name, address in getaddresses([header])
    )


def _text(one: Received) -> str:
    part = one.mail().get_body(("plain",))
    return str(part.get_content()) if part else ""


def _page(title: str, body: str, *, again: bool = False) -> str:
    refresh = "<meta http-equiv=refresh content=3>" if again else ""
    return (
        f"<!doctype html><html lang=en><meta charset=utf-8><meta name=viewport content='width=device-width'>{refresh}"
        f"<title>{escape(title)} · Fernhill's mails</title><link rel=stylesheet href=/mails.css><main>{body}</main></html>"
    )
