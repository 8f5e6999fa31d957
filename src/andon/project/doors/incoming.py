"""A request as the bare part sees it: who sent it, for which host, under the headers we believe."""

import ipaddress
from collections.abc import Awaitable, Callable, Mapping, MutableMapping
from dataclasses import dataclass
from functools import cached_property
from http.cookies import CookieError, SimpleCookie
from typing import Any
from urllib.parse import parse_qs

from django.conf import settings
from django.http.request import split_domain_port, validate_host

Scope = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[MutableMapping[str, Any]]]
Send = Callable[[MutableMapping[str, Any]], Awaitable[None]]
Door = Callable[["Incoming", Scope, Receive, Send], Awaitable[None]]

_FORWARDED = ("x-forwarded-for", "x-forwarded-proto", "x-forwarded-host")
_PROXIES = [ipaddress.ip_network(proxy) for proxy in settings.TRUSTED_PROXIES]


@dataclass(frozen=True)
class Incoming:
    """Headers by lower-case name; `client` is the address behind the configured proxies."""

    method: str
    path: str
    query_string: bytes
    headers: Mapping[str, str]
    client: str
    scheme: str
    host: str

    @property
    def host_is_ours(self) -> bool:
        name, _port = split_domain_port(self.host)
        return bool(name) and validate_host(name, settings.ALLOWED_HOSTS)

    @property
    def is_loopback(self) -> bool:
        try:
            return ipaddress.ip_address(self.client).is_loopback
        except ValueError:
            return False

    @cached_property
    def query(self) -> dict[str, str]:
        found = parse_qs(self.query_string.decode("latin-1"), max_num_fields=20)
        return {name: values[0] for name, values in found.items()}

    def cookie(self, name: str) -> str:
        try:
            found = SimpleCookie(self.headers.get("cookie", "")).get(name)
        except CookieError:
            return ""
        return found.value if found else ""


def incoming(scope: Scope) -> Incoming:
    """What a configured proxy says of the client, scheme and host is believed; what others say of it is dropped."""
    headers: dict[str, str] = {}
    for raw_name, raw_value in scope["headers"]:
        name, value = raw_name.decode("latin-1").lower(), raw_value.decode("latin-1")
        # With an underscore a name would pass for another one in WSGI's environment.
        if "_" not in name:
            joint = "; " if name == "cookie" else ","
            headers[name] = f"{headers[name]}{joint}{value}" if name in headers else value
    forwarded = {name: headers.pop(name) for name in _FORWARDED if name in headers}
    headers.pop("forwarded", None)
    peer = (scope.get("client") or ("", 0))[0]
    client, scheme, host = peer, scope.get("scheme", "http"), headers.get("host", "")
    if _is_proxy(peer):
        client = _client(forwarded.get("x-forwarded-for", ""), peer)
        scheme = "https" if (forwarded.get("x-forwarded-proto") or scheme).strip().lower() == "https" else "http"
        host = headers["host"] = (forwarded.get("x-forwarded-host") or host).strip()
    return Incoming(scope["method"], scope["path"], scope.get("query_string", b""), headers, client, scheme, host)


def _client(chain: str, peer: str) -> str:
    """The last address that is none of our proxies: what stands left of it, anybody may have written."""
    for address in reversed([part.strip() for part in chain.split(",") if part.strip()]):
        if not _is_proxy(address):
            return address
    return peer


def _is_proxy(address: str) -> bool:
    try:
        found = ipaddress.ip_address(address)
    except ValueError:
        return False
    return any(found in proxies for proxies in _PROXIES)
