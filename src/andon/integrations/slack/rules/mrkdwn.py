"""Slack's markup (docs.slack.dev, "Formatting message text"): what we write is escaped, so that no text of ours calls a
channel or makes a link; what they write becomes plain text."""

import re
from collections.abc import Mapping
from datetime import datetime

_ENTITIES = (("&lt;", "<"), ("&gt;", ">"), ("&amp;", "&"))
_MARK = re.compile(r"<([^<>]*)>")
_USER = re.compile(r"<@([A-Z0-9]+)(?:\|[^<>]*)?>")
LONGEST = 12_000
"""Characters of a message; Slack cuts at 40,000 and asks for far fewer."""


def escaped(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def link(url: str, words: str) -> str:
    return f"<{url}|{escaped(words).replace('|', '¦')}>"


def moment(at: datetime) -> str:
    """In each reader's own zone; the words in UTC for whoever does not show that."""
    fallback = at.strftime("%Y-%m-%d %H:%M UTC")
    return f"<!date^{int(at.timestamp())}^{{date_short_pretty}} {{time}}|{fallback}>"


def people_in(text: str) -> list[str]:
    """Whom a text names, each once."""
    return list(dict.fromkeys(_USER.findall(text)))


def calling(text: str, people: Mapping[str, str]) -> str:
    """Escaped text in which whoever is called by her full name is called over there too. `people`: ids by name."""
    for name, id in people.items():
        text = re.sub(rf"@{re.escape(escaped(name))}(?!\w)", f"<@{id}>", text, flags=re.IGNORECASE)
    return text


def plain(text: str, names: Mapping[str, str]) -> str:
    """`names`: those of people, by their id over there; who is not known stays an id."""
    shown = _MARK.sub(lambda found: _said(found[1], names), text)
    for entity, letter in _ENTITIES:
        shown = shown.replace(entity, letter)
    return shown


def _said(inside: str, names: Mapping[str, str]) -> str:
    target, _bar, words = inside.partition("|")
    match target[:1]:
        case "@":
            return f"@{names.get(target[1:], words or target[1:])}"
        case "#":
            return f"#{words or target[1:]}"
        case "!":
            return words or f"@{target[1:].partition('^')[0]}"
    plain_words = words.strip()
    return f"{plain_words} ({target})" if plain_words and plain_words != target.removeprefix("mailto:") else target
