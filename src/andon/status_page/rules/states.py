"""The states customers know, how bad each is, and what the whole page says. The codes are those of Statuspage."""

from collections.abc import Iterable

OPERATIONAL, DEGRADED, PARTIAL, MAJOR = "operational", "degraded_performance", "partial_outage", "major_outage"
MAINTENANCE = "under_maintenance"
# From best to worst: planned work is known beforehand, so anything unplanned beats it.
ORDER = (OPERATIONAL, MAINTENANCE, DEGRADED, PARTIAL, MAJOR)
LAMPS = {OPERATIONAL: "ok", MAINTENANCE: "planned", DEGRADED: "watch", PARTIAL: "risk", MAJOR: "broken"}
_OF_SEVERITY = {"critical": MAJOR, "major": PARTIAL, "minor": DEGRADED}
_IMPACT = {OPERATIONAL: "none", MAINTENANCE: "none", DEGRADED: "minor", PARTIAL: "major", MAJOR: "critical"}


def worst(states: Iterable[str]) -> str:
    """Operational when there is none."""
    return max(states, key=ORDER.index, default=OPERATIONAL)


def suggested(severity: str) -> str:
    """What an incident of this severity does to a component, unless a person says otherwise."""
    return _OF_SEVERITY.get(severity, PARTIAL)


def impact_of(states: Iterable[str]) -> str:
    """none, minor, major or critical: how bad an incident is, by the worst it did to any component."""
    return _IMPACT[worst(states)]


def indicator(states: Iterable[str]) -> str:
    """Of the whole page: none, minor, major, critical, or maintenance.

    One component that is down among many is major; when all are down it is critical.
    """
    found = list(states)
    if found and all(state == MAJOR for state in found):
        return "critical"
    return {OPERATIONAL: "none", MAINTENANCE: "maintenance", DEGRADED: "minor", PARTIAL: "minor", MAJOR: "major"}[
        worst(found)
    ]
