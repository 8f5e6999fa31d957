"""What an incident's channel is called: inc-<number>-<words>; lower case, at most 80 characters (docs.slack.dev,
"conversations.create"). Letters of other alphabets are allowed there; spaces and most signs are not."""

import re
import unicodedata

MOST = 80
_WORDS = 40
TRIES = 8


def channel_name(number: int, title: str, attempt: int = 0) -> str:
    """`attempt`: one that is taken gets a suffix, from 2 on."""
    suffix = f"-{attempt + 1}" if attempt else ""
    words = _words(title)
    name = f"inc-{number}" + (f"-{words}" if words else "")
    return name[: MOST - len(suffix)].rstrip("-") + suffix


def _words(title: str) -> str:
    plain = unicodedata.normalize("NFKD", title).lower()
    # Accents of Latin letters alone: a voiced kana is another letter.
    letters = re.sub("[\u0300-\u036f]", "", plain)
    words = re.sub(r"[^\w]+|_", "-", unicodedata.normalize("NFC", letters)).strip("-")
    if len(words) <= _WORDS:
        return words
    return words[: _WORDS + 1].rpartition("-")[0] or words[:_WORDS]
