"""A slug is what stays when a name changes: small letters, digits, hyphens and underscores."""

import re

from django.utils.translation import gettext as _

from andon.kit.errors import Invalid

_SLUG = re.compile(r"[a-z0-9][a-z0-9_-]{0,59}")


def check_slug(slug: str) -> str:
    """The slug, or Invalid."""
    if not _SLUG.fullmatch(slug):
        raise Invalid({"slug": _("Use small letters, digits, hyphens and underscores, at most 60.")})
    return slug
