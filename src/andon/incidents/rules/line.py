"""Who reads what is written on the line, as its writer chooses."""

from typing import Any

from django.utils.translation import gettext_lazy as _

# In the order in which they stand in the composer: sign, class, words.
CLASSES = (
    ("code", "engineering", _("Engineering")),
    ("lock", "agents", _("Agents")),
    ("globe", "customer", _("Safe for customers")),
)


def line_choices(classes: frozenset[str]) -> list[tuple[str, Any]]:
    """A writer chooses among the classes that she reads."""
    return [(seen_by, words) for _sign, seen_by, words in CLASSES if seen_by in classes]


def sign_of(seen_by: str) -> str:
    return next(sign for sign, known, _words in CLASSES if known == seen_by)


def words_of(seen_by: str) -> str:
    return next(str(words) for _sign, known, words in CLASSES if known == seen_by)
