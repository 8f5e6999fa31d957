"""The page's news as an Atom feed (RFC 4287): an entry an incident, its posts inside it, newest first."""

import re
from collections.abc import Callable
from datetime import UTC, datetime
from xml.etree.ElementTree import Element, SubElement, tostring

from .shown import IncidentShown, PageShown, PostShown

Sentence = Callable[[PostShown], tuple[str, str]]
# Characters that no XML may hold (XML 1.0, section 2.2); others were refused when they were written.
_NOT_XML = re.compile("[\ufffe\uffff]")
_ATOM = "http://www.w3.org/2005/Atom"
MOST_ENTRIES = 25


def feed(page: PageShown, *, locale: str, stage_name: Callable[[str], str], says: Sentence) -> bytes:
    """`says` gives stage and words of a post in this language, `stage_name` the name of a stage."""
    root = Element("feed", {"xmlns": _ATOM, "xml:lang": locale})
    _text(root, "id", f"urn:uuid:{page.id}")
    _text(root, "title", page.name)
    _text(root, "updated", _instant(page.changed_at))
    SubElement(root, "link", {"rel": "alternate", "type": "text/html", "href": f"{page.url}/"})
    SubElement(root, "link", {"rel": "self", "type": "application/atom+xml", "href": f"{page.url}/history.atom"})
    _text(SubElement(root, "author"), "name", page.name)
    for one in page.incidents[:MOST_ENTRIES]:
        _entry(root, one, page, locale, stage_name, says)
    return b'<?xml version="1.0" encoding="utf-8"?>\n' + tostring(root, encoding="unicode").encode() + b"\n"


def _entry(
    root: Element, one: IncidentShown, page: PageShown, locale: str, stage_name: Callable[[str], str], says: Sentence
) -> None:
    entry = SubElement(root, "entry")
    _text(entry, "id", f"urn:uuid:{one.id}")
    _text(entry, "title", one.called(locale))
    _text(entry, "published", _instant(one.published_at))
    _text(entry, "updated", _instant(one.changed_at))
    SubElement(
        entry, "link", {"rel": "alternate", "type": "text/html", "href": f"{page.url}/incidents/{one.id.hex}.html"}
    )
    said = [f"{_instant(post.at)} · {stage_name(post.stage)}\n{says(post)[1]}" for post in one.posts]
    content = SubElement(entry, "content", {"type": "text"})
    content.text = _NOT_XML.sub("\ufffd", "\n\n".join(said))


def _text(parent: Element, name: str, text: str) -> None:
    SubElement(parent, name).text = _NOT_XML.sub("\ufffd", text)


def _instant(moment: datetime) -> str:
    return moment.astimezone(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")
