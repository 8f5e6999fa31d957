"""In which order a list of cases stands. What is due by nobody comes last."""

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

ORDERS: Mapping[str, tuple[str, ...]] = {
    "due": ("due_at", "id"),
    "waiting": ("status_since", "id"),
    "newest": ("-number",),
    "oldest": ("number",),
}
ORDER_WORDS: Mapping[str, Promise] = {
    "due": _("What is due first"),
    "waiting": _("Longest as it is"),
    "newest": _("Newest first"),
    "oldest": _("Oldest first"),
}
USUAL = "due"
