from django.db import transaction
from django.utils.translation import gettext as _

from andon.emerging.deciding import decide, locked, only_open, subjects
from andon.emerging.facts import IssueDismissed
from andon.emerging.models import EmergingIssue
from andon.emerging.models.emerging_issue import DismissReason
from andon.emerging.rules.levels import DISMISSED
from andon.kit.errors import Invalid
from andon.kit.text import clean
from andon.timeline.actor import Actor
from andon.timeline.record import record


@transaction.atomic
def dismiss_issue(issue: EmergingIssue, *, reason: str, by: Actor, note: str = "") -> EmergingIssue:
    """It is none: its reports count as everyday ones, and the like stays silent for a day. Can be taken back."""
    if reason not in DismissReason.values:
        raise Invalid({"reason": _("Choose one of the reasons.")})
    issue = locked(issue)
    only_open(issue)
    decide(issue, DISMISSED, by=by)
    issue.dismiss_reason, issue.dismiss_note = reason, clean(note, "note", 500)
    issue.save()
    record(IssueDismissed(reason=reason), subject=issue.subject, by=by, about=subjects(issue))
    return issue
