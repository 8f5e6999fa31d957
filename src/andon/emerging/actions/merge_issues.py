from django.db import transaction
from django.utils.translation import gettext as _

from andon.emerging.deciding import count_again, decide, locked, only_open, subjects
from andon.emerging.facts import IssuesMerged
from andon.emerging.models import EmergingIssue
from andon.emerging.rules.levels import EMERGING, LIVE, MERGED
from andon.kit.errors import Conflict
from andon.timeline.actor import Actor
from andon.timeline.record import record


@transaction.atomic
def merge_issues(into: EmergingIssue, issue: EmergingIssue, *, by: Actor) -> EmergingIssue:
    """Both tell of one thing: the reports of the second belong to the first. Raises Conflict when one of them was
    decided otherwise, or they are the same."""
    kept, gone = locked(into), locked(issue)
    if kept == gone:
        raise Conflict(_("An issue cannot be merged into itself."))
    only_open(gone)
    if kept.state not in LIVE:
        raise Conflict(_("%(ref)s is %(state)s.") % {"ref": kept.ref, "state": kept.said_state})
    about = subjects(gone)
    gone.reports.update(issue=kept)
    decide(gone, MERGED, by=by)
    gone.merged_into = kept
    count_again(gone)
    kept.level = EMERGING if EMERGING in (kept.level, gone.level) else kept.level
    kept.emerging_at = kept.emerging_at or gone.emerging_at
    count_again(kept)
    record(IssuesMerged(into=kept.id), subject=gone.subject, by=by, about=[kept.subject, *about])
    return kept
