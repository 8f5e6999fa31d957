"""Whom we believe about where a request comes from."""

import ipaddress
from typing import Any

import pytest

from andon.project.doors import incoming as module
from andon.project.doors.incoming import Incoming, incoming
from andon.project.hidden import without_tokens


def arrive(peer: str, *headers: tuple[str, str]) -> Incoming:
    scope: dict[str, Any] = {
        "type": "http",
        "method": "GET",
        "path": "/",
        "query_string": b"",
        "scheme": "http",
        "client": (peer, 1),
        "headers": [(b"host", b"localhost"), *((name.encode(), value.encode()) for name, value in headers)],
    }
    return incoming(scope)


FORWARDED = (("x-forwarded-for", "6.6.6.6, 9.9.9.9, 10.0.0.2"), ("x-forwarded-proto", "https"))


def test_a_stranger_is_not_believed() -> None:
    request = arrive("9.9.9.9", *FORWARDED, ("x-forwarded-host", "evil.example"))
    assert (request.client, request.scheme, request.host) == ("9.9.9.9", "http", "localhost")
    assert not any("forwarded" in name for name in request.headers)


def test_a_configured_proxy_is(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "_PROXIES", [ipaddress.ip_network("10.0.0.0/8")])
    request = arrive("10.0.0.1", *FORWARDED, ("x-forwarded-host", "andon.example"))
    # 6.6.6.6 was written by the client itself.
    assert (request.client, request.scheme, request.host) == ("9.9.9.9", "https", "andon.example")
    assert request.headers["host"] == "andon.example"


def test_headers_that_pass_for_others_in_wsgi_are_dropped() -> None:
    assert "x_forwarded_for" not in arrive("9.9.9.9", ("X_Forwarded_For", "1.2.3.4")).headers


def test_split_cookies_are_one() -> None:
    request = arrive("9.9.9.9", ("cookie", "a=1"), ("cookie", "sessionid=abc"))
    assert request.cookie("sessionid") == "abc"
    assert arrive("9.9.9.9", ("cookie", "\x01=;;=")).cookie("sessionid") == ""


def test_the_log_shows_no_token() -> None:
    assert without_tokens("/welcome/Zk3xv0aJpQ8fT6sLw1yRnE5uHc7bGm2dXo9iVqA4tKU/") == "/welcome/…/"
    assert without_tokens("/cases/0190a000-0000-7000-8000-000000000000") == (
        "/cases/0190a000-0000-7000-8000-000000000000"
    )
    assert "\n" not in without_tokens("/a\nb")
