from collections.abc import Sequence

from django.db import transaction
from django.utils.translation import gettext as _

from andon.cases.models import Case
from andon.impact.facts import CasesChosen
from andon.impact.models import Selection
from andon.impact.watching import find_soon
from andon.kit import clock
from andon.kit.errors import Invalid, NotAllowed
from andon.timeline.actor import Actor
from andon.timeline.record import record

MOST_CASES = 500


@transaction.atomic
def ask_blast_radius(cases: Sequence[Case], *, by: Actor) -> Selection:
    """Ask whom these cases come from; a worker finds out within seconds. Each call asks anew."""
    if by.user_id is None:
        raise NotAllowed(_("Only a person chooses cases."))
    chosen = list(dict.fromkeys(case.id for case in cases))
    if not chosen or len(chosen) > MOST_CASES:
        raise Invalid({"cases": _("Choose between one case and %(most)s.") % {"most": MOST_CASES}})
    selection = Selection.objects.create(cases=chosen, by_id=by.user_id, at=clock.now())
    record(CasesChosen(cases=chosen), subject=selection.subject, by=by)
    find_soon(selection.subject)
    return selection
