"""The one door out: every request to a configured address goes through here.

Resolves the name, refuses private, link-local and loopback addresses (but an administrator's allow-list), pins the
address it checked, follows no redirect, gives up after 10 s in all (however slowly an answer trickles) and 1 MB.
"""

import ipaddress
import socket
import ssl
from collections.abc import Mapping
from functools import cache

import httpx
from django.conf import settings

from .errors import Refused, TooLarge
from .until import Until, transport_until

TIMEOUT = 10.0
MOST_BYTES = 1024 * 1024


class NotFound(Refused):
    """The name leads nowhere, just now at least."""


class NoAnswer(Exception):
    """The other side did not answer, or broke off; whether it took the request is not known."""


def check_host(host: str, port: int = 443) -> str:
    """An address of the host that may be talked to; raises Refused when any of its addresses may not."""
    try:
        found = {str(entry[4][0]) for entry in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)}
    except (socket.gaierror, UnicodeError):
        raise NotFound(f"The name {host} cannot be resolved.") from None
    for address in found:
        if not _may_reach(address):
            raise Refused(f"{host} is inside a private network.")
    return min(found)


# Addresses that carry another one inside, by which a private one could be reached (NAT64, 6to4).
_CARRIERS = [ipaddress.ip_network(network) for network in ("64:ff9b::/32", "2002::/16")]


def _may_reach(address: str) -> bool:
    ip = ipaddress.ip_address(address.partition("%")[0])
    allowed = [ipaddress.ip_network(network) for network in settings.PRIVATE_NETWORKS_ALLOWED]
    inner = any(ip in network for network in _CARRIERS) or (ip.version == 6 and ip.is_site_local)
    return (ip.is_global and not ip.is_multicast and not inner) or any(ip in network for network in allowed)


def request(
    method: str,
    url: str,
    *,
    content: bytes = b"",
    headers: Mapping[str, str] | None = None,
    cut_at: int | None = None,
) -> httpx.Response:
    """One request; the response is read whole, or with `cut_at` only so many bytes of it.

    Raises Refused for where it may not go (TooLarge for an answer beyond 1 MB), NoAnswer where none comes.
    """
    try:
        return _request(method, _read_url(url), content, headers or {}, cut_at)
    except httpx.TimeoutException:
        raise NoAnswer("no answer in time") from None
    except httpx.ConnectError:
        raise NoAnswer("no connection") from None
    except httpx.HTTPError as error:
        raise NoAnswer(f"the connection broke ({type(error).__name__})") from None


def check_url(url: str) -> None:
    """Refuse an address that could never be called, when it is typed: raises Refused with why.

    A name that leads nowhere just now may do so later, so it passes.
    """
    target = _read_url(url)
    try:
        check_host(target.host, target.port or (443 if target.scheme == "https" else 80))
    except NotFound:
        return


def _read_url(url: str) -> httpx.URL:
    try:
        target = httpx.URL(url)
    except httpx.InvalidURL:
        raise Refused("This is no address.") from None
    if target.scheme not in ("https", "http") or not target.host:
        raise Refused("Only http and https addresses are called.")
    return target


def _request(
    method: str, target: httpx.URL, content: bytes, headers: Mapping[str, str], cut_at: int | None
) -> httpx.Response:
    address = check_host(target.host, target.port or (443 if target.scheme == "https" else 80))
    pinned = target.copy_with(host=address)
    sent = {**headers, "Host": target.netloc.decode()}
    transport = transport_until(Until(TIMEOUT), _trusted())
    with (
        httpx.Client(timeout=TIMEOUT, follow_redirects=False, trust_env=False, transport=transport) as client,
        client.stream(
            method, pinned, content=content, headers=sent, extensions={"sni_hostname": target.host}
        ) as response,
    ):
        body = _read(response, cut_at)
        return httpx.Response(
            response.status_code, headers=_plain(response.headers), content=body, request=response.request
        )


@cache
def _trusted() -> ssl.SSLContext:
    """Whom we believe; reading them costs more than a call."""
    return httpx.create_ssl_context()


def _read(response: httpx.Response, cut_at: int | None) -> bytes:
    body = b""
    for chunk in response.iter_bytes():
        body += chunk
        if cut_at is not None and len(body) >= cut_at:
            return body[:cut_at]
        if len(body) > MOST_BYTES:
            raise TooLarge("The answer is larger than 1 MB.")
    return body


def _plain(headers: httpx.Headers) -> dict[str, str]:
    # The body was decoded while it was read.
    return {name: value for name, value in headers.items() if name not in ("content-encoding", "content-length")}
