"""What a label says by itself: `card_arrival` is nearly an example, `Q7` is none."""

import re

_WORD = re.compile(r"[^\W\d_]{3,}")
_CAPITALS_INSIDE = re.compile(r"(?<=[a-z])(?=[A-Z])")


def name_of_label(label: str) -> str:
    """The label as words; empty where it has none."""
    words = _CAPITALS_INSIDE.sub(" ", label.replace("_", " ").replace("-", " ")).split()
    said = " ".join(words)
    return said if _WORD.search(said) else ""
