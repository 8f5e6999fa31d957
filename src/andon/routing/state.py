"""How a case stands in what is guessed, and whom a router's facts are about."""

from typing import Any

from andon.cases.models import Case
from andon.kit.subject import Subject
from andon.timeline.actor import Actor

from .rules.fields import CAPABILITY, PRIORITY, SERVICE, TEAM

ROUTING = Subject.parse("routing:00000000-0000-0000-0000-000000000007")
US = Actor.system("routing")


def value_of(case: Case, field: str) -> str:
    """The label that the case has; "" for none."""
    found: dict[str, Any] = {
        TEAM: case.team_id,
        SERVICE: case.service_id,
        CAPABILITY: case.capability_id,
        PRIORITY: case.priority,
    }
    return str(found[field] or "")


def standing_of(case: Case) -> dict[str, str]:
    """Everything that accepting a suggestion may change, as text."""
    found = {field: value_of(case, field) for field in (TEAM, SERVICE, CAPABILITY, PRIORITY)}
    return found | {"owner": str(case.owner_id or "")}
