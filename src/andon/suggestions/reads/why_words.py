"""Why something is suggested, in plain words."""

from collections.abc import Callable, Mapping
from typing import Any

from django.utils.translation import get_language_info, ngettext
from django.utils.translation import gettext as _

Reasons = Mapping[str, Any]
MOST_WORDS = 4


def why_words(reasons: Reasons) -> list[str]:
    """The surest reasons first; always one at least."""
    said = [text for words in _SAID if (text := words(reasons))]
    return said or [_("they say the same in other words")]


def _codes(reasons: Reasons) -> str:
    codes = reasons.get("codes") or []
    text = ngettext("same error code %(codes)s", "same error codes %(codes)s", len(codes))
    return text % {"codes": ", ".join(codes[:3])} if codes else ""


def _customer(reasons: Reasons) -> str:
    if reasons.get("contact"):
        return _("from the same person")
    return _("from the same account") if reasons.get("account") else ""


def _confirmed(reasons: Reasons) -> str:
    count = reasons.get("confirmed") or 0
    text = ngettext("%(n)s case like it is linked already", "%(n)s cases like it are linked already", count)
    return text % {"n": count} if count else ""


def _services(reasons: Reasons) -> str:
    services = reasons.get("services") or []
    return _("names %(services)s") % {"services": ", ".join(services[:2])} if services else ""


def _region(reasons: Reasons) -> str:
    return _("same region") if reasons.get("region") else ""


def _words(reasons: Reasons) -> str:
    words = reasons.get("words") or []
    said = ", ".join(f"“{word}”" for word in words[:MOST_WORDS])
    return _("both say %(words)s") % {"words": said} if said else ""


def _languages(reasons: Reasons) -> str:
    languages = reasons.get("languages") or []
    said = _(" and ").join(_name(code) for code in sorted(languages))
    return _("the same symptom, in %(languages)s") % {"languages": said} if languages else ""


def _name(code: str) -> str:
    try:
        return str(get_language_info(code)["name_translated"])
    except KeyError:
        return code


_SAID: list[Callable[[Reasons], str]] = [_codes, _customer, _confirmed, _services, _languages, _words, _region]
