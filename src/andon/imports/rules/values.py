"""What a cell says: moments, amounts, yes and no, and several values, as spreadsheets of several countries write them.

A date with dots, slashes or dashes has the day or the month first, as the person who imports says; ISO 8601 always
counts. Of an amount's signs the last one parts the fraction, unless it stands before exactly three digits alone.
"""

import re
from datetime import datetime
from decimal import Decimal, InvalidOperation
from zoneinfo import ZoneInfo

from django.utils.translation import gettext as _

from andon.kit.errors import Invalid

_DATE = re.compile(
    r"(\d{1,4})[./-](\d{1,2})[./-](\d{1,4})(?:[\sT,]+(\d{1,2}):(\d{2})(?::(\d{2}))?(?:[.,]\d+)?\s*([AaPp])?\.?[Mm]?\.?)?"
)
_YES = frozenset(
    {"yes", "y", "true", "1", "x", "on", "ja", "j", "wahr", "oui", "vrai", "si", "sí", "sì", "sim", "vero"}
)
_NO = frozenset({"no", "n", "false", "0", "off", "-", "nein", "falsch", "non", "faux", "não", "nao", "falso"})
_MANY = re.compile(r"[;,|\n]")


def moment_of(text: str, field: str, *, month_first: bool, zone: ZoneInfo) -> datetime:
    """In this zone where it names none."""
    found = _iso(text) or _date(text, month_first=month_first)
    if found is None:
        raise Invalid({field: _("“%(value)s” is no date that can be read.") % {"value": text[:40]}})
    return found if found.tzinfo else found.replace(tzinfo=zone)


def _iso(text: str) -> datetime | None:
    try:
        return datetime.fromisoformat(text) if not text.isdecimal() else None
    except ValueError:
        return None


def _date(text: str, *, month_first: bool) -> datetime | None:
    found = _DATE.fullmatch(text.strip())
    if found is None:
        return None
    first, second, third = (int(part) for part in found.group(1, 2, 3))
    if len(found[1]) == 4:
        year, month, day = first, second, third
    else:
        day, month = (second, first) if month_first else (first, second)
        year = third + 2000 if len(found[3]) <= 2 else third
    hour, minute, seconds = (int(part or 0) for part in found.group(4, 5, 6))
    if found[7]:
        hour = hour % 12 + (12 if found[7] in "pP" else 0)
    try:
        return datetime(year, month, day, hour, minute, seconds)  # noqa: DTZ001  the caller knows the zone
    except ValueError:
        return None


def is_month_first(texts: list[str]) -> bool:
    """Whether these dates only make sense with the month first."""
    found = [match for text in texts if (match := _DATE.fullmatch(text.strip())) and len(match[1]) < 4]
    return any(int(match[2]) > 12 for match in found) and not any(int(match[1]) > 12 for match in found)


def amount_of(text: str, field: str) -> Decimal:
    plain = re.sub(r"[^\d.,+-]", "", text)
    last = max(plain.rfind("."), plain.rfind(","))
    if last >= 0:
        head, tail = re.sub(r"[.,]", "", plain[:last]), plain[last + 1 :]
        alone = len(re.findall(r"[.,]", plain)) == 1 or plain.count(plain[last]) > 1
        # 640.000 and 1,234,567 are whole; 640.50 and 1.234,50 are not.
        plain = head + tail if len(tail) == 3 and alone else f"{head}.{tail}"
    try:
        return Decimal(plain)
    except InvalidOperation:
        raise Invalid({field: _("“%(value)s” is no amount.") % {"value": text[:40]}}) from None


def number_of(text: str, field: str) -> float:
    """A single comma or point parts its fraction; `4/5` and `4 of 5` are 4."""
    head = re.split(r"\s*(?:/|of|von|de|sur|su)\s*", text.strip(), maxsplit=1)[0]
    try:
        return float(head.replace(",", "."))
    except ValueError:
        raise Invalid({field: _("“%(value)s” is no number.") % {"value": text[:40]}}) from None


def yes_or_no(text: str, field: str) -> bool:
    said = text.strip().casefold()
    if said in _YES or said in _NO:
        return said in _YES
    raise Invalid({field: _("“%(value)s” says neither yes nor no.") % {"value": text[:40]}})


def many_of(text: str) -> list[str]:
    """Parted by semicolons, commas, bars or line ends, each once."""
    return list(dict.fromkeys(part.strip() for part in _MANY.split(text) if part.strip()))
