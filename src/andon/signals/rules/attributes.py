"""What else a source tells of a signal: a JSON object, kept as it is, small enough to be read."""

import json
from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _

from andon.kit.errors import Invalid

MOST_LETTERS = 20_000


def check_attributes(given: Mapping[str, Any]) -> dict[str, Any]:
    """Raises Invalid for what is no JSON, is too long, or holds what no database keeps."""
    try:
        text = json.dumps(given, allow_nan=False, ensure_ascii=False)
        text.encode()
    except (TypeError, ValueError, RecursionError):
        raise Invalid({"attributes": _("This is no JSON object.")}) from None
    # json writes a NUL as an escape, whatever ensure_ascii says.
    if "\\u0000" in text:
        raise Invalid({"attributes": _("This text contains a NUL or a broken character.")})
    if len(text) > MOST_LETTERS:
        raise Invalid({"attributes": _("At most %(limit)s characters of JSON.") % {"limit": MOST_LETTERS}})
    return dict(given)
