"""Whether what is served is still being renewed. Needs neither Django nor a database."""

from dataclasses import dataclass
from datetime import UTC, datetime

RENEWED_EVERY = 60
STALE_SECONDS = 300
"""After so many seconds without a renewal a page says that it may be wrong."""


@dataclass(frozen=True, slots=True)
class Age:
    """`renewed_at` None: nobody knows."""

    renewed_at: datetime | None
    seconds: float

    @property
    def is_stale(self) -> bool:
        return self.renewed_at is None or self.seconds > STALE_SECONDS


def age_at(renewed_at: str, now: datetime) -> Age:
    """Of the instant that the publisher wrote."""
    try:
        read = datetime.fromisoformat(renewed_at)
    except ValueError:
        return Age(None, 0)
    if read.tzinfo is None:
        return Age(None, 0)
    return Age(read, max(0.0, (now - read).total_seconds()))


def with_age(html: bytes, age: Age) -> bytes:
    """The page with its age written in; a stale one shows its warning instead of its verdict."""
    if age.renewed_at is not None:
        said = age.renewed_at.astimezone(UTC).strftime("%Y-%m-%d %H:%M UTC").encode()
        html = html.replace(b'data-checked="" hidden', b'data-checked=""').replace(b"<!--checked-->", said)
    if age.is_stale:
        html = html.replace(b'data-stale="" hidden', b'data-stale=""').replace(
            b'data-fresh=""', b'data-fresh="" hidden'
        )
    return html
