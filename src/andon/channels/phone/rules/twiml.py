"""What a called phone hears, in Twilio's markup. Words are text: nothing in them becomes markup."""

import re
from collections.abc import Callable
from xml.etree import ElementTree as Tree

from andon.kit.text import excerpt

MOST = 4000
TIMES = 3
_WAIT = "6"
# XML 1.0 has no place for these, however they are written.
_NO_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
EMPTY = '<?xml version="1.0" encoding="UTF-8"?><Response />'


def said(words: str, language: str) -> str:
    """Said once, and hung up."""
    response = Tree.Element("Response")
    _say(response, words, language)
    return _text(response)


def written(words: str) -> str:
    """A message back."""
    response = Tree.Element("Response")
    Tree.SubElement(response, "Message").text = _NO_XML.sub(" ", words)
    return _text(response)


def repeated(words: str, language: str) -> str:
    """Said three times with pauses, for what has to be written down."""
    return _within(words, lambda cut: _repeated(cut, language))


def asked(words: str, prompt: str, action: str, language: str, *, farewell: str) -> str:
    """Said up to three times until a key is pressed; the key is told to `action`."""
    return _within(words, lambda cut: _asked(cut, prompt, action, language, farewell))


def _repeated(words: str, language: str) -> str:
    response = Tree.Element("Response")
    for _time in range(TIMES):
        _say(response, words, language)
        Tree.SubElement(response, "Pause", {"length": "2"})
    return _text(response)


def _asked(words: str, prompt: str, action: str, language: str, farewell: str) -> str:
    response = Tree.Element("Response")
    for _time in range(TIMES):
        gather = Tree.SubElement(
            response,
            "Gather",
            {"input": "dtmf", "numDigits": "1", "timeout": _WAIT, "action": action, "method": "POST"},
        )
        _say(gather, f"{words} {prompt}", language)
    _say(response, farewell, language)
    return _text(response)


def _within(words: str, made: Callable[[str], str]) -> str:
    """Twilio takes at most 4000 characters in a call."""
    limit = 700
    text = made(excerpt(words, limit))
    while len(text) > MOST and limit > 20:
        limit = limit * 3 // 4
        text = made(excerpt(words, limit))
    return text


def _say(parent: Tree.Element, words: str, language: str) -> None:
    Tree.SubElement(parent, "Say", {"language": language}).text = _NO_XML.sub(" ", words)


def _text(response: Tree.Element) -> str:
    return '<?xml version="1.0" encoding="UTF-8"?>' + Tree.tostring(response, encoding="unicode")
