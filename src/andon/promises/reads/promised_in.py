"""What a text to a case's customer promises, by her clock; stores nothing."""

from dataclasses import dataclass
from datetime import UTC, datetime
from hashlib import sha256
from zoneinfo import ZoneInfo

from andon.cases.models import Case
from andon.kit import clock
from andon.promises.rules.lexicons import LANGUAGES
from andon.promises.rules.recognise import Recognised, recognise
from andon.promises.zones import our_hours, zone_of


@dataclass(frozen=True, slots=True)
class Seen:
    """`key` stays the same while the sentence does, wherever it stands; `words` are the sentence."""

    key: str
    start: int
    end: int
    words: str
    due_at: datetime
    zone: ZoneInfo


def promised_in(case: Case, text: str, *, locale: str = "") -> list[Seen]:
    """In the customer's language, else in the first other in which the text promises something. At most one query."""
    if not text.strip():
        return []
    zone, hours, now = zone_of(case), our_hours(), clock.now()
    given = [locale or case.locale, "en", *LANGUAGES]
    languages = list(dict.fromkeys(one.partition("-")[0].lower() for one in given))
    tries = (recognise(text, now=now, zone=zone, locale=one, hours=hours) for one in languages)
    found = next((some for some in tries if some), [])
    return [_seen(one, place, text, zone) for place, one in enumerate(found)]


def _seen(one: Recognised, place: int, text: str, zone: ZoneInfo) -> Seen:
    words = text[one.start : one.end]
    digest = sha256(f"{' '.join(words.split())}|{one.due_at.isoformat()}".encode("utf-8", "replace")).hexdigest()
    return Seen(digest[:16], one.start, one.end, words, one.due_at.astimezone(UTC), zone)
