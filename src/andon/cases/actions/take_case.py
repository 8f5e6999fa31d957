from django.db import transaction
from django.utils.translation import gettext as _

from andon.cases.clocks import DUE, know_again
from andon.cases.facts import CaseAssigned
from andon.cases.models import Case
from andon.kit.errors import Conflict, NotAllowed
from andon.people.models import User
from andon.timeline.actor import Actor
from andon.timeline.record import record


@transaction.atomic
def take_case(case: Case, *, by: Actor) -> Case:
    """Take a case out of the queue. Taking one's own changes nothing; a colleague's is handed over with a reason."""
    (case,) = Case.objects.locked(case)
    if by.user_id is None:
        raise NotAllowed(_("Only a person can own a case."))
    if case.owner_id == by.user_id:
        return case
    if case.owner is not None:
        raise Conflict(_("%(name)s owns it. Hand it over with a reason.") % {"name": case.owner.name})
    case.owner = User.objects.get(id=by.user_id)
    know_again([case])
    case.save(update_fields=["owner", *DUE])
    record(CaseAssigned(to_user=by.user_id, how="taken"), subject=case.subject, by=by, about=case.live_about)
    return case
