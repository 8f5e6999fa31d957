from collections import defaultdict
from collections.abc import Sequence
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from andon.case_escalations.calling import call_in
from andon.case_escalations.holding import Held
from andon.case_escalations.models import CaseEscalation, EscalationKind
from andon.case_escalations.raising import asked, join, raise_one, refuse_closed
from andon.cases.models import Case
from andon.kit.errors import Invalid
from andon.timeline.actor import Actor

MOST = 50


@transaction.atomic
def escalate_cases(cases: Sequence[Case], *, kind: EscalationKind, reason: str, by: Actor) -> list[CaseEscalation]:
    """Call others in for these cases, in the order given; each owner keeps hers.

    One that is escalated to this kind already is joined with a note; by the same words of the same person not even
    that. One run of pages speaks for all that are new. What was declined is raised again only with something new.
    """
    given = asked(kind, reason, by)
    if len(cases) > MOST:
        raise Invalid({"cases": _("At most %(n)s cases at once.") % {"n": MOST}})
    order = list(dict.fromkeys(case.pk for case in cases))
    held = {case.pk: case for case in Case.objects.locked(*cases)}
    refuse_closed(held.values())
    known, found, raised = _known(order, kind), [], list[CaseEscalation]()
    for id in order:
        earlier = known[id]
        if standing := next((one for one in earlier if one.is_standing), None):
            found.append(join(Held(standing, held[id]), given))
            continue
        one = raise_one(held[id], earlier, given, called_with=raised[0] if raised else None)
        raised.append(one)
        found.append(one)
    if raised:
        call_in(raised, kind, by=by)
    return found


def _known(cases: Sequence[UUID], kind: EscalationKind) -> dict[UUID, list[CaseEscalation]]:
    """Per case those of this kind, with those of what was merged into it, the newest first; one query."""
    found: dict[UUID, list[CaseEscalation]] = defaultdict(list)
    for one in CaseEscalation.objects.of_cases(cases).filter(kind=kind).related():
        assert one.case is not None
        found[one.case.merged_into_id or one.case.id].append(one)
    return found
