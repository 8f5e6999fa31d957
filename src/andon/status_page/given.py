"""What people give for a page, made safe to store; faults name the field."""

from collections.abc import Mapping
from urllib.parse import urlsplit

from django.conf import settings
from django.utils.translation import gettext as _

from andon.kit.errors import Invalid
from andon.kit.text import clean
from andon.kit.zones import time_zones

from .models.spell import State

MOST_TEXT = 5000


def texts_given(texts: Mapping[str, str], prefix: str, limit: int) -> dict[str, str]:
    """By language, empty ones left out."""
    known = {code for code, _name in settings.LANGUAGES}
    read = {locale: clean(text, f"{prefix}_{locale}"[:40], limit) for locale, text in texts.items()}
    if unknown := [locale for locale in read if locale not in known]:
        raise Invalid({f"{prefix}_{unknown[0]}"[:40]: _("We do not write in this language.")})
    return {locale: text for locale, text in read.items() if text}


def titles_given(titles: Mapping[str, str]) -> dict[str, str]:
    read = texts_given(titles, "title", 200)
    if not read.get("en"):
        raise Invalid({"title_en": _("Write the English title; it stands where a language has none.")})
    if any("\n" in title for title in read.values()):
        raise Invalid({"title_en": _("A title is one line.")})
    return read


def state_given(state: str) -> str:
    if state not in State.values:
        raise Invalid({"states": _("Choose among: %(known)s.") % {"known": " ".join(State.values)}})
    return state


def zone_given(name: str) -> str:
    if name not in time_zones():
        raise Invalid({"time_zone": _("There is no time zone of this name.")})
    return name


def address_given(address: str) -> str:
    """Scheme and host, perhaps a path; without the slash at its end."""
    read = clean(address, "address", 200).rstrip("/")
    if not read:
        return ""
    fault = Invalid({"address": _("Write a whole address, such as https://status.example.com.")})
    try:
        parts = urlsplit(read)
        port = parts.port
    except ValueError:
        raise fault from None
    whole = (
        parts.scheme in ("http", "https") and parts.hostname and not (parts.username or parts.query or parts.fragment)
    )
    if not whole or port == 0 or not read.isascii() or any(sign in read for sign in " \"'<>\\"):
        raise fault
    return read
