from collections.abc import Sequence

from django.db import transaction
from django.utils.translation import gettext as _

from andon.cases.clocks import DUE, know_again
from andon.cases.facts import CaseAssigned
from andon.cases.models import Case
from andon.kit.errors import Conflict, Invalid
from andon.people.models import User
from andon.timeline.actor import Actor
from andon.timeline.record import Entry, record_all


@transaction.atomic
def assign_cases(cases: Sequence[Case], *, to: User, by: Actor) -> list[Case]:
    """Give cases from the queue to somebody. One that she owns already stays; a colleague's must be handed over."""
    if not to.is_active:
        raise Invalid({"to": _("%(name)s no longer works here.") % {"name": to.name}})
    found = Case.objects.locked(*cases)
    changed = []
    for case in found:
        if case.owner_id == to.id:
            continue
        if case.owner is not None:
            taken = {"ref": case.ref, "name": case.owner.name}
            raise Conflict(_("%(ref)s belongs to %(name)s. Hand it over with a reason.") % taken)
        case.owner = to
        changed.append(case)
    know_again(changed)
    Case.objects.bulk_update(changed, ["owner", *DUE])
    given = CaseAssigned(to_user=to.id, how="chosen")
    record_all([Entry(given, case.subject, by, case.live_about) for case in changed])
    return found
