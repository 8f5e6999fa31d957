"""The one door out: every request to a configured address goes through here.

Resolves the name, refuses private, link-local and loopback addresses (but an administrator's allow-list), pins the
address it checked, follows no redirect, gives up after 10 s and 1 MB.
"""

import ipaddress
import socket
from collections.abc import Mapping

import httpx
from django.conf import settings

from .errors import Refused, TooLarge

NoAnswer = httpx.HTTPError
"""What `request` raises when the other side cannot be reached or does not speak HTTP."""

TIMEOUT = 10.0
MOST_BYTES = 1024 * 1024


def check_host(host: str, port: int = 443) -> str:
    """An address of the host that may be talked to; raises Refused when any of its addresses may not."""
    try:
        found = {str(entry[4][0]) for entry in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)}
    except (socket.gaierror, UnicodeError):
        raise Refused(f"The name {host} cannot be resolved.") from None
    for address in found:
        if not _may_reach(address):
            raise Refused(f"{host} is inside a private network.")
    return min(found)


def _may_reach(address: str) -> bool:
    ip = ipaddress.ip_address(address.partition("%")[0])
    allowed = [ipaddress.ip_network(network) for network in settings.PRIVATE_NETWORKS_ALLOWED]
    return (ip.is_global and not ip.is_multicast) or any(ip in network for network in allowed)


def request(method: str, url: str, *, content: bytes = b"", headers: Mapping[str, str] | None = None) -> httpx.Response:
    """One request; the response is read whole. Raises Refused for where it may not go, httpx.HTTPError for the rest."""
    target = httpx.URL(url)
    if target.scheme not in ("https", "http") or not target.host:
        raise Refused("Only http and https addresses are called.")
    address = check_host(target.host, target.port or (443 if target.scheme == "https" else 80))
    pinned = target.copy_with(host=address)
    sent = {**(headers or {}), "Host": target.netloc.decode()}
    with (
        httpx.Client(timeout=TIMEOUT, follow_redirects=False, trust_env=False) as client,
        client.stream(
            method, pinned, content=content, headers=sent, extensions={"sni_hostname": target.host}
        ) as response,
    ):
        body = b""
        for chunk in response.iter_bytes():
            body += chunk
            if len(body) > MOST_BYTES:
                raise TooLarge("The answer is larger than 1 MB.")
        return httpx.Response(
            response.status_code, headers=_plain(response.headers), content=body, request=response.request
        )


def _plain(headers: httpx.Headers) -> dict[str, str]:
    # The body was decoded while it was read.
    return {name: value for name, value in headers.items() if name not in ("content-encoding", "content-length")}
