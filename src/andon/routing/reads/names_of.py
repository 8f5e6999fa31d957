from collections.abc import Collection
from uuid import UUID

from andon.cases.reads.case_policy import case_policy
from andon.cases.rules.priorities import priority_word
from andon.catalog.models import Capability, Service
from andon.people.models import Team
from andon.routing.rules.fields import CAPABILITY, PRIORITY, SERVICE, TEAM

_MODELS = {TEAM: Team, SERVICE: Service, CAPABILITY: Capability}


def names_of(field: str, labels: Collection[str]) -> dict[str, str]:
    """What these labels are called; those that are there no more are left out. One query."""
    if not labels:
        return {}
    if field == PRIORITY:
        known = set(case_policy().priorities)
        return {label: priority_word(label) for label in labels if label in known}
    rows = _MODELS[field]._default_manager.filter(id__in=[UUID(label) for label in labels])
    return {str(id): name for id, name in rows.values_list("id", "name")}
