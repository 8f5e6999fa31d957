from django.db import transaction
from django.utils.translation import gettext as _

from andon.emerging.deciding import decide, locked, subjects
from andon.emerging.ending import plan_ends
from andon.emerging.facts import DismissalTakenBack
from andon.emerging.models import EmergingIssue
from andon.emerging.rules.levels import DISMISSED, OPEN
from andon.kit.errors import Conflict
from andon.timeline.actor import Actor
from andon.timeline.record import record


@transaction.atomic
def take_dismissal_back(issue: EmergingIssue, *, by: Actor) -> EmergingIssue:
    """Nobody has decided again. Raises Conflict for one that is not dismissed."""
    issue = locked(issue)
    if issue.state != DISMISSED:
        raise Conflict(_("%(ref)s is not dismissed.") % {"ref": issue.ref})
    decide(issue, OPEN, by=by)
    issue.dismiss_reason = issue.dismiss_note = issue.decided_by = ""
    issue.decided_at = None
    issue.save()
    plan_ends([issue])
    record(DismissalTakenBack(), subject=issue.subject, by=by, about=subjects(issue))
    return issue
