"""Where a signal was said: a key of small letters, digits, - and _; those that everybody has are named in words."""

import re

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from andon.kit.errors import Invalid

SOURCES = {
    "forum": gettext_lazy("forum"),
    "review": gettext_lazy("review site"),
    "social": gettext_lazy("social network"),
    "product_feedback": gettext_lazy("product feedback"),
    "survey": gettext_lazy("survey"),
    "other": gettext_lazy("elsewhere"),
}
LONGEST = 40
_KEY = re.compile(r"[a-z0-9][a-z0-9_-]*")


def check_source(source: str) -> str:
    source = source.strip().lower()
    if len(source) > LONGEST or not _KEY.fullmatch(source):
        raise Invalid({"source": _("Small letters, digits, - and _, such as review or app-store; at most 40.")})
    return source


def source_word(source: str) -> str:
    """In words; one of the installation's own stands for itself."""
    return str(SOURCES.get(source, source))
