"""A file from outside: its name is only a name, and only plainly harmless types are named to a browser."""

import re
import unicodedata

_SHOWN = {"image/png", "image/jpeg", "image/gif", "image/webp", "application/pdf", "text/plain"}


def safe_name(name: str) -> str:
    """No folders, no control or direction-changing characters, at most 120 characters, never empty."""
    name = unicodedata.normalize("NFC", name).replace("\\", "/").rsplit("/", 1)[-1]
    name = "".join(letter for letter in name if unicodedata.category(letter)[0] != "C")
    name = re.sub(r"\s+", " ", name).strip(" .")
    if len(name) > 120:
        stem, dot, ending = name.rpartition(".")
        name = f"{stem[: 119 - len(ending)]}.{ending}" if dot and len(ending) <= 10 else name[:120]
    return name or "file"


def served_as(content_type: str) -> str:
    """The type a browser is told; anything active becomes bytes."""
    plain = content_type.split(";", 1)[0].strip().lower()
    return plain if plain in _SHOWN else "application/octet-stream"
