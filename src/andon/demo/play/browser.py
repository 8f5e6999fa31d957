"""A person's browser, as far as the day needs one: cookies, forms, redirects. Loopback only."""

import http.client
from dataclasses import dataclass
from html.parser import HTMLParser
from http.cookies import SimpleCookie
from typing import Any
from urllib.parse import urlencode, urlsplit


class Unexpected(Exception):
    """The product answered otherwise than the story goes."""


@dataclass(frozen=True, slots=True)
class Answer:
    status: int
    path: str
    text: str

    def hidden(self, name: str) -> str:
        """The value of a hidden field of the page."""
        found = _Hidden(name)
        found.feed(self.text)
        if found.value is None:
            raise Unexpected(f"{self.path} has no hidden field {name!r}")
        return found.value


class Browser:
    """Signed in or not; each keeps its own cookies."""

    def __init__(self, url: str, *, language: str = "en") -> None:
        parts = urlsplit(url)
        self._host, self._port = parts.hostname or "localhost", parts.port or 80
        self._language = language
        self._cookies: dict[str, str] = {}

    def sign_in(self, link: str) -> None:
        """By a link that opens a page with one button."""
        path = urlsplit(link).path
        self.look(path)
        self.press(path)

    def look(self, path: str) -> Answer:
        answer = self._ask("GET", path)
        if answer.status != 200:
            raise Unexpected(f"GET {path} answered {answer.status}")
        return answer

    def press(self, path: str, fields: dict[str, Any] | None = None) -> Answer:
        """Post a form, as its button does; the page to which that leads."""
        given = {**(fields or {}), "csrfmiddlewaretoken": self._cookies.get("csrftoken", "")}
        answer = self._ask("POST", path, urlencode(given, doseq=True).encode(), follow=False)
        if answer.status not in (302, 303):
            raise Unexpected(f"POST {path} answered {answer.status}: {_faults(answer.text)}")
        return self.look(answer.path)

    def _ask(self, method: str, path: str, body: bytes | None = None, *, follow: bool = True) -> Answer:
        for _redirect in range(5):
            status, where, text = self._once(method, path, body)
            if status not in (301, 302, 303) or not follow:
                return Answer(status, where or path, text)
            method, path, body = "GET", where, None
        raise Unexpected(f"{path} leads in circles")

    def _once(self, method: str, path: str, body: bytes | None) -> tuple[int, str, str]:
        connection = http.client.HTTPConnection(self._host, self._port, timeout=30)
        headers = {"Accept-Language": self._language, "Accept": "text/html"}
        if self._cookies:
            headers["Cookie"] = "; ".join(f"{name}={value}" for name, value in self._cookies.items())
        if body is not None:
            headers["Content-Type"] = "application/x-www-form-urlencoded"
        try:
            connection.request(method, path, body, headers)
            response = connection.getresponse()
            text = response.read().decode(errors="replace")
        finally:
            connection.close()
        for header in response.headers.get_all("Set-Cookie", []):
            for name, morsel in SimpleCookie(header).items():
                self._cookies[name] = morsel.value
        where = urlsplit(response.headers.get("Location", ""))
        return response.status, where.path + (f"?{where.query}" if where.query else ""), text


class _Hidden(HTMLParser):
    def __init__(self, name: str) -> None:
        super().__init__()
        self._name = name
        self.value: str | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        if tag == "input" and given.get("name") == self._name and self.value is None:
            self.value = given.get("value") or ""


def _faults(text: str) -> str:
    """What the form says is wrong, roughly."""
    start = text.find("field-error")
    return " ".join(text[start : start + 300].split()) if start >= 0 else " ".join(text[:200].split())
