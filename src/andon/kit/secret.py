"""Secrets: sealed at rest with a rotating key, tokens kept only as digests."""

import base64
import hashlib
import hmac
import secrets
from functools import lru_cache

from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from django.conf import settings

from .errors import Conflict


def _keys() -> MultiFernet:
    return _made(tuple(settings.SECRET_KEYS))


@lru_cache(maxsize=8)
def _made(keys: tuple[str, ...]) -> MultiFernet:
    return MultiFernet(
        [Fernet(base64.urlsafe_b64encode(hashlib.sha256(b"seal:" + key.encode()).digest())) for key in keys]
    )


def seal(text: str) -> str:
    """Encrypt with the newest key; `unseal` reads with any that is still configured."""
    return _keys().encrypt(text.encode()).decode()


def unseal(sealed: str) -> str:
    """Raises Conflict when no configured key opens it (a key was removed too early)."""
    try:
        return _keys().decrypt(sealed.encode()).decode()
    except InvalidToken:
        raise Conflict("A stored secret cannot be opened with the configured keys.") from None


def new_token() -> str:
    """256 random bits, safe in a URL."""
    return secrets.token_urlsafe(32)


def digest(token: str) -> str:
    """What is stored instead of a token; tokens are random, so a plain hash is enough."""
    return hashlib.sha256(token.encode()).hexdigest()


def sign(purpose: str, text: str, *, length: int = 20) -> str:
    """A short keyed tag (hex) under the newest key."""
    return _tag(settings.SECRET_KEYS[0], purpose, text, length)


def signed(purpose: str, text: str, tag: str) -> bool:
    """Whether `tag` was made by `sign` for this text with any configured key."""
    return any(
        hmac.compare_digest(_tag(key, purpose, text, len(tag)), tag) for key in settings.SECRET_KEYS if len(tag) >= 16
    )


def _tag(key: str, purpose: str, text: str, length: int) -> str:
    return hmac.new(key.encode(), f"{purpose}\0{text}".encode(), hashlib.sha256).hexdigest()[:length]
