"""One question of every scheme: does any live secret give what was sent? Answered in constant time."""

import base64
import binascii
import hashlib
import hmac
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime, timedelta

TOLERANCE = timedelta(minutes=5)


def mac(key: bytes, signed: bytes, algorithm: str = "sha256") -> bytes:
    return hmac.new(key, signed, algorithm).digest()


def any_match(keys: Iterable[bytes], signed: bytes, given: Sequence[bytes], algorithm: str = "sha256") -> bool:
    """Whether one of the signatures given is that of one of the keys; an empty key signs nothing."""
    found = False
    for key in keys:
        if key:
            expected = mac(key, signed, algorithm)
            for one in given:
                found |= hmac.compare_digest(expected, one)
    return found


def same_text(secrets: Iterable[str], given: str) -> bool:
    """Whether the text given is one of the secrets; hashed first, so that lengths tell nothing."""
    wanted, found = hashlib.sha256(given.encode()).digest(), False
    for secret in secrets:
        if secret:
            found |= hmac.compare_digest(hashlib.sha256(secret.encode()).digest(), wanted)
    return found


def from_hex(text: str) -> list[bytes]:
    """At most one signature: none where it is no hexadecimal text."""
    try:
        return [bytes.fromhex(text)]
    except ValueError:
        return []


def from_base64(text: str) -> list[bytes]:
    try:
        return [base64.b64decode(text, validate=True)]
    except (binascii.Error, ValueError):
        return []


def keys_of(secrets: Iterable[str]) -> list[bytes]:
    """Secrets whose text is the key."""
    return [secret.encode() for secret in secrets]


def is_fresh(seconds: str, now: datetime) -> bool:
    """Whether a stamp in Unix seconds lies within five minutes of now, either way."""
    if not (seconds.isascii() and seconds.isdecimal() and len(seconds) <= 12):
        return False
    return abs(datetime.fromtimestamp(int(seconds), UTC) - now) <= TOLERANCE


def is_fresh_moment(moment: str, now: datetime) -> bool:
    """The same of a stamp in ISO 8601 that names its zone."""
    try:
        stamped = datetime.fromisoformat(moment)
    except ValueError:
        return False
    return stamped.tzinfo is not None and abs(stamped - now) <= TOLERANCE
