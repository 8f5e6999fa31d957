"""What pages of HTML need beside them, under names that change with the content, so that they may be kept for ever."""

import hashlib
from functools import cache
from pathlib import Path

from django.contrib.staticfiles import finders

from andon.status_page.rules.accent import accent_css

_STYLES = ("ui/tokens.css", "ui/components.css", "ui/layouts.css")


def assets(hue: int) -> dict[str, tuple[str, bytes]]:
    """Path and content by what it is: style, accent, icons, mark, age."""
    return {**_common(), "accent": _named("accent", "css", accent_css(hue).encode())}


@cache
def _common() -> dict[str, tuple[str, bytes]]:
    return {
        "style": _named("style", "css", b"\n".join(_static(path) for path in _STYLES)),
        "icons": _named("icons", "svg", _static("ui/icons.svg")),
        "mark": _named("mark", "svg", _static("ui/mark.svg")),
        "age": _named("age", "js", _static("status_page/age.js")),
    }


def _named(name: str, ending: str, content: bytes) -> tuple[str, bytes]:
    return f"assets/{name}.{hashlib.sha256(content).hexdigest()[:12]}.{ending}", content


def _static(path: str) -> bytes:
    found = finders.find(path)
    if not isinstance(found, str):
        raise FileNotFoundError(path)
    return Path(found).read_bytes()
