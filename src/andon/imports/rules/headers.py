"""Which field a column's name means: letters and digits alone count, without accents and case."""

import re
import unicodedata
from collections.abc import Mapping, Sequence


def plain(name: str) -> str:
    letters = unicodedata.normalize("NFKD", name.replace("ß", "ss").casefold())
    return re.sub(r"[^\w]|_", "", "".join(letter for letter in letters if not unicodedata.combining(letter)))


def suggest(header: Sequence[str], names: Mapping[str, Sequence[str]]) -> dict[int, str]:
    """Column to field, each field once, the first column that bears one of its names."""
    known = {plain(name): field for field, called in names.items() for name in called}
    found: dict[int, str] = {}
    for place, name in enumerate(header):
        field = known.get(plain(name), "") if plain(name) else ""
        if field and field not in found.values():
            found[place] = field
    return found
