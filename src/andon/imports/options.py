"""What the person who imports chooses for all lines: how dates read, in which zone, whose team, which source."""

from collections.abc import Mapping
from typing import Any
from zoneinfo import ZoneInfo

from django.utils.translation import gettext as _

from andon.kit.errors import Invalid
from andon.kit.zones import time_zones
from andon.people.models import Team
from andon.signals.rules.sources import check_source


def check_options(given: Mapping[str, Any], kind: str) -> dict[str, Any]:
    """Those that the kind has; raises Invalid by the name of the option."""
    zone = str(given.get("zone") or "UTC")
    if zone not in time_zones():
        raise Invalid({"zone": _("“%(value)s” is not known here.") % {"value": zone[:60]}})
    options: dict[str, Any] = {"month_first": bool(given.get("month_first")), "zone": zone}
    if kind == "cases":
        options["team"] = _team(str(given.get("team") or ""))
    if kind == "signals":
        options["source"] = check_source(str(given.get("source") or "other"))
    return options


def zone_of_option(options: Mapping[str, Any]) -> ZoneInfo:
    return ZoneInfo(options.get("zone") or "UTC")


def _team(slug: str) -> str:
    if slug and not Team.objects.filter(slug=slug).exists():
        raise Invalid({"team": _("There is no such team.")})
    return slug
