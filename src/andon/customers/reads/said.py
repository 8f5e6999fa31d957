"""An attribute's value for a reader."""

from typing import Any

from django.utils.translation import gettext as _


def said(value: Any) -> str:
    """Yes and no in words, several with commas."""
    if isinstance(value, list):
        return ", ".join(said(each) for each in value)
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    return str(value)
