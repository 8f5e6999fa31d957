"""Who is called by name in a text: "@" and the full name, or the first name where only one person has it."""

import re
from collections import Counter
from collections.abc import Mapping
from uuid import UUID


def find_mentions(text: str, names: Mapping[UUID, str]) -> list[UUID]:
    """The people named after an @, each once, in the order of their first mention."""
    if "@" not in text or not names:
        return []
    first = Counter(name.split()[0].casefold() for name in names.values() if name.split())
    spoken: dict[str, UUID] = {}
    for person, name in names.items():
        words = name.split()
        if words and first[words[0].casefold()] == 1:
            spoken[words[0].casefold()] = person
        spoken[" ".join(words).casefold()] = person
    # Longest first, so that "@Bob Keller" is not taken for another Bob.
    either = "|".join(re.escape(name) for name in sorted(spoken, key=len, reverse=True) if name)
    found = re.findall(rf"(?<![\w.])@({either})(?![\w@])", " ".join(text.casefold().split(" ")))
    return list(dict.fromkeys(spoken[name] for name in found))
