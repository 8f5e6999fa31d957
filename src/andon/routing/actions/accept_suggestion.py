from django.db import transaction
from django.utils.translation import gettext as _

from andon.cases.models import Case
from andon.kit.errors import Conflict
from andon.routing.carrying import Wanted, carry_out
from andon.routing.models import Decision
from andon.routing.models.decision import Kind
from andon.routing.reads.suggestions import Suggestion, suggestion_of
from andon.timeline.actor import Actor


@transaction.atomic
def accept_suggestion(case: Case, *, by: Actor) -> Decision:
    """Set what is suggested: service, priority, and into the queue of the team. Raises Conflict when nothing is
    suggested (any more)."""
    (case,) = Case.objects.locked(case)
    suggestion = suggested(case)
    return carry_out(case, suggestion, Wanted(suggestion.labels, why(suggestion)), kind=Kind.ACCEPTED, by=by)


def suggested(case: Case) -> Suggestion:
    found = suggestion_of(case)
    if found is None:
        raise Conflict(_("Nothing is suggested for %(ref)s any more.") % {"ref": case.ref})
    return found


def why(suggestion: Suggestion) -> str:
    """The reason that stands in the thread when the team changes."""
    named = ", ".join(f"{part.name} ({part.percent} %)" for part in suggestion.parts)
    return _("Its words look like: %(named)s") % {"named": named}
