"""Twilio's scheme: the whole address as they call it, and the form's fields sorted by name; HMAC-SHA1, base64.

With a JSON body the address carries the body's digest (twilio.com/docs/usage/security). The address is taken with and
without the default port, since proxies differ; Twilio signs either.
"""

import hashlib
import hmac
from collections.abc import Sequence
from urllib.parse import parse_qs, urlsplit

from andon.connections.rules.arrived import Arrived

from .mac import any_match, from_base64, keys_of

_PORTS = {"https": 443, "http": 80}


def twilio(arrived: Arrived, secrets: Sequence[str]) -> bool:
    """The secret is the account's auth token."""
    given = from_base64(arrived.header("X-Twilio-Signature"))
    digest = parse_qs(urlsplit(arrived.url).query).get("bodySHA256", [""])[0]
    if digest:
        whole = hmac.compare_digest(hashlib.sha256(arrived.body).hexdigest(), digest.lower())
        return any(any_match(keys_of(secrets), url.encode(), given, "sha1") for url in _spelled(arrived.url)) and whole
    fields = "".join(name + value for name, value in sorted(set(arrived.form))) if arrived.method == "POST" else ""
    return any(any_match(keys_of(secrets), (url + fields).encode(), given, "sha1") for url in _spelled(arrived.url))


def _spelled(url: str) -> list[str]:
    """The address with its port left out and written out."""
    parts = urlsplit(url)
    host = parts.hostname or ""
    port = parts.port or _PORTS.get(parts.scheme, 0)
    return [parts._replace(netloc=netloc).geturl() for netloc in (host, f"{host}:{port}")]
