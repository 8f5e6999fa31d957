"""The holidays of a country or a part of it, from the `holidays` library; always shown, each can be struck out."""

from collections.abc import Mapping
from datetime import date
from functools import lru_cache

import holidays as library
from django.utils.translation import gettext as _

from andon.kit.errors import Invalid

YEARS_BACK, YEARS_AHEAD = 3, 5


@lru_cache(maxsize=1)
def countries() -> Mapping[str, list[str]]:
    """Two letters of each country with its parts."""
    return {code: list(parts) for code, parts in sorted(library.list_supported_countries().items())}


def check_place(country: str, subdivision: str) -> None:
    """Raises Invalid for a country or part that the library does not know."""
    if not country:
        if subdivision:
            raise Invalid({"subdivision": _("Say of which country.")})
        return
    if country not in countries():
        raise Invalid({"country": _("The holidays of “%(code)s” are not known.") % {"code": country[:10]}})
    known = countries()[country]
    if subdivision and subdivision not in known:
        said = {"code": subdivision[:20], "known": ", ".join(known) or _("none")}
        raise Invalid({"subdivision": _("There is no part “%(code)s”, but: %(known)s.") % said})


@lru_cache(maxsize=512)
def holidays_of(country: str, subdivision: str, year: int) -> Mapping[date, str]:
    if not country:
        return {}
    return dict(library.country_holidays(country, subdiv=subdivision or None, years=year).items())


def holidays_around(country: str, subdivision: str, year: int) -> dict[date, str]:
    """From three years before to five years after."""
    found: dict[date, str] = {}
    for one in range(year - YEARS_BACK, year + YEARS_AHEAD + 1) if country else ():
        found |= holidays_of(country, subdivision, one)
    return dict(sorted(found.items()))
