"""Text from outside, made safe to store."""

import re
import unicodedata

from django.utils.translation import gettext as _

from .errors import Invalid

# Everything in category Cc but tab, line feed and carriage return: PostgreSQL refuses NUL, screens the others.
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")


def clean(text: str, field: str, limit: int, *, required: bool = False) -> str:
    """Trimmed, NFC, control characters refused by name of field, at most `limit` characters."""
    if _CONTROL.search(text):
        raise Invalid({field: _("This text contains control characters; remove them and try again.")})
    try:
        text.encode()
    except UnicodeEncodeError:
        raise Invalid({field: _("This text is not valid Unicode.")}) from None
    text = unicodedata.normalize("NFC", text).strip()
    if required and not text:
        raise Invalid({field: _("This is needed.")})
    if len(text) > limit:
        raise Invalid(
            {field: _("At most %(limit)s characters; this has %(count)s.") % {"limit": limit, "count": len(text)}}
        )
    return text


def scrub(text: str) -> str:
    """For what must be kept whatever it is (a mail): control characters become U+FFFD instead of a refusal."""
    return unicodedata.normalize("NFC", _CONTROL.sub("\ufffd", text.encode(errors="replace").decode()))


def excerpt(text: str, limit: int) -> str:
    """The first `limit` characters on one line, cut at a word, with an ellipsis if something is left out."""
    line = " ".join(text.split())
    if len(line) <= limit:
        return line
    head = line[: limit - 1]
    kept = head.rsplit(" ", 1)[0] if " " in head[limit // 2 :] else head
    return kept.rstrip(" .,;:") + "…"
