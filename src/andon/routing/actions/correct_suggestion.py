from django.db import transaction
from django.utils.translation import gettext as _

from andon.cases.models import Case
from andon.catalog.models import Capability, Service
from andon.people.models import Team
from andon.routing.carrying import Wanted, carry_out
from andon.routing.models import Decision
from andon.routing.models.decision import Kind
from andon.routing.rules.fields import CAPABILITY, PRIORITY, SERVICE, TEAM
from andon.timeline.actor import Actor

from .accept_suggestion import suggested


@transaction.atomic
def correct_suggestion(
    case: Case,
    *,
    team: Team | None = None,
    service: Service | None = None,
    capability: Capability | None = None,
    priority: str = "",
    by: Actor,
) -> Decision:
    """Set something else than what is suggested, or a part of it; what is not named stays as it is. It is learned from.

    Raises Conflict when nothing is suggested (any more), Invalid for a priority that is none.
    """
    (case,) = Case.objects.locked(case)
    suggestion = suggested(case)
    labels = {
        TEAM: str(team.id) if team else str(case.team_id or ""),
        SERVICE: str((capability.service_id if capability else service.id if service else case.service_id) or ""),
        CAPABILITY: str(capability.id) if capability else "" if service else str(case.capability_id or ""),
        PRIORITY: priority or case.priority,
    }
    agrees = all(labels[field] == label for field, label in suggestion.labels.items())
    kind = Kind.ACCEPTED if agrees else Kind.CORRECTED
    return carry_out(case, suggestion, Wanted(labels, _("Routed by hand")), kind=kind, by=by)
