"""What `receive_signals` takes, and how one becomes a row."""

import hashlib
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any
from urllib.parse import urlsplit

from django.utils.translation import gettext as _

from andon.customers.rules.points import normalise
from andon.kit import clock
from andon.kit.errors import Invalid
from andon.kit.moments import check_moment
from andon.kit.text import clean

from .models import Signal
from .rules.attributes import check_attributes
from .rules.rating import check_rating
from .rules.sources import check_source

LONGEST = 20_000
_AHEAD = timedelta(days=1)
_LANGUAGE = re.compile(r"[A-Za-z]{2,3}([-_][A-Za-z0-9]{2,8}){0,2}")


@dataclass(frozen=True, slots=True, kw_only=True)
class SignalIn:
    """Something said. `external_key` names it within its source and makes twice impossible; `happened_at` None: now.

    `rating` is out of `rating_best`. `verified`: the source vouches that the author is who she says.
    """

    text: str
    source: str
    external_key: str = ""
    author_name: str = ""
    author_handle: str = ""
    author_email: str = ""
    url: str = ""
    happened_at: datetime | None = None
    rating: float | None = None
    rating_best: float = 5
    language: str = ""
    attributes: Mapping[str, Any] = field(default_factory=dict)
    verified: bool = False


def read_signal(given: SignalIn) -> Signal:
    """The row, not stored yet; raises Invalid by the name of the field."""
    now = clock.now()
    source = check_source(given.source)
    key = clean(given.external_key, "external_key", 200)
    rating, best = check_rating(given.rating, given.rating_best)
    return Signal(
        source=source,
        external_key=key,
        key_digest=digest_of(source, key) if key else None,
        text=clean(given.text, "text", LONGEST, required=True),
        author_name=clean(given.author_name, "author_name", 200),
        author_handle=_point("handle", given.author_handle),
        author_email=_point("email", given.author_email),
        url=_address(given.url),
        happened_at=_moment(given.happened_at, now),
        received_at=now,
        rating=rating,
        rating_best=best,
        language=_language(given.language),
        attributes=check_attributes(given.attributes),
        verified=given.verified,
    )


def digest_of(source: str, key: str) -> str:
    """What keeps a signal from coming twice, also when its key, which may name a person, was erased."""
    return hashlib.sha256(f"{source}\n{key}".encode()).hexdigest()


def _point(kind: str, value: str) -> str:
    if not value.strip():
        return ""
    try:
        return normalise(kind, value)
    except Invalid as refused:
        raise Invalid({f"author_{kind}": refused.message}) from None


def _address(url: str) -> str:
    url = clean(url, "url", 2000)
    if not url:
        return ""
    try:
        parts = urlsplit(url)
        is_web = parts.scheme in ("http", "https") and bool(parts.hostname) and not re.search(r"\s", url)
    except ValueError:
        is_web = False
    if not is_web:
        raise Invalid({"url": _("Write a whole address that begins with https:// or http://.")})
    return url


def _moment(given: datetime | None, now: datetime) -> datetime:
    if given is None:
        return now
    if check_moment(given, "happened_at") > now + _AHEAD:
        raise Invalid({"happened_at": _("This has not happened yet.")})
    return given


def _language(code: str) -> str:
    code = clean(code, "language", 12)
    if code and not _LANGUAGE.fullmatch(code):
        raise Invalid({"language": _("A language is a code such as en or pt-BR.")})
    return code
