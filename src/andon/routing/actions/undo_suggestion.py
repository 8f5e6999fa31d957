from typing import TypeVar

from django.db import transaction
from django.db.models import Model, QuerySet
from django.utils.translation import gettext as _

from andon.cases.actions.set_priority import set_priority
from andon.cases.actions.set_service import set_service
from andon.cases.actions.take_hand_over_back import take_hand_over_back
from andon.cases.models import Case
from andon.catalog.models import Capability, Service
from andon.kit import clock
from andon.kit.errors import Conflict
from andon.people.models import Team, User
from andon.routing.facts import SuggestionUndone
from andon.routing.models import Decision
from andon.routing.reads.suggestions import still_stands
from andon.routing.rules.fields import CAPABILITY, FIELDS, PRIORITY, SERVICE, TEAM
from andon.timeline.actor import Actor
from andon.timeline.record import record

Row = TypeVar("Row", bound=Model)


@transaction.atomic
def undo_suggestion(decision: Decision, *, by: Actor) -> Case:
    """Take back what was decided on a suggestion: the case stands as before, and the suggestion is open again. Twice
    changes nothing. Raises Conflict when somebody changed the case since."""
    (case,) = Case.objects.locked(decision.case)
    decision = Decision.objects.select_for_update().get(pk=decision.pk)
    if decision.undone_at is not None:
        return case
    if not still_stands(decision, case):
        raise Conflict(_("%(ref)s was changed since; change it by hand.") % {"ref": case.ref})
    case = _restore(case, decision, by)
    decision.undone_at = clock.now()
    decision.save(update_fields=["undone_at"])
    decision.predictions.update(outcome="", truth="", decision=None)
    fields = [field for field in FIELDS if field in decision.changed]
    undone = SuggestionUndone(decision=decision.id, fields=fields)
    record(undone, subject=case.subject, by=by, about=case.live_about)
    return case


def _restore(case: Case, decision: Decision, by: Actor) -> Case:
    before, changed = decision.before, decision.changed
    if PRIORITY in changed:
        case = set_priority(case, priority=before[PRIORITY], by=by)
    if SERVICE in changed or CAPABILITY in changed:
        service = _named(Service.objects.all(), before[SERVICE])
        capability = _named(Capability.objects.select_related("service"), before[CAPABILITY])
        case = set_service(case, service=service, capability=capability, by=by)
    if TEAM in changed or "owner" in changed:
        owner, team = _named(User.objects.all(), before["owner"]), _named(Team.objects.all(), before[TEAM])
        case = take_hand_over_back(case, owner=owner, team=team, by=by)
    return case


def _named(rows: "QuerySet[Row]", id: str) -> Row | None:
    """None for no id, or for what is gone meanwhile."""
    return rows.filter(pk=id).first() if id else None
