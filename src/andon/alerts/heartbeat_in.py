"""What somebody says about a heartbeat."""

from dataclasses import dataclass, replace

from django.utils.translation import gettext as _

from andon.kit.errors import Invalid
from andon.kit.text import clean

from .rules.event import SEVERITIES

LONGEST_MINUTES = 366 * 24 * 60


@dataclass(frozen=True, slots=True, kw_only=True)
class HeartbeatIn:
    """`every_minutes`: how long without a ping is too long."""

    name: str
    every_minutes: int
    severity: str = "error"


def checked(given: HeartbeatIn) -> HeartbeatIn:
    """Raises Invalid, naming each field."""
    faults: dict[str, str] = {}
    if not 1 <= given.every_minutes <= LONGEST_MINUTES:
        faults["every_minutes"] = _("From 1 to %(most)s minutes.") % {"most": LONGEST_MINUTES}
    if given.severity not in SEVERITIES:
        faults["severity"] = _("One of %(names)s.") % {"names": ", ".join(SEVERITIES)}
    if "/" in given.name:
        faults["name"] = _("A name stands in addresses; leave out the slash.")
    name = clean(given.name, "name", 100, required=True)
    if faults:
        raise Invalid(faults)
    return replace(given, name=name)
