from uuid import UUID

from django.db import transaction

from andon.emerging.ending import over_at, plan_ends
from andon.emerging.facts import IssueOver
from andon.emerging.models import EmergingIssue
from andon.emerging.rules.levels import OVER
from andon.emerging.state import lock_scan
from andon.kit import clock
from andon.timeline.actor import Actor
from andon.timeline.record import record


@transaction.atomic
def end_issue(id: UUID) -> None:
    """Nobody decided, and nobody told of it for half a day: it is over. More reports of it open it again."""
    lock_scan()
    issue = EmergingIssue.objects.select_for_update().filter(id=id).first()
    if issue is None or not issue.is_open:
        return
    if over_at(issue) > clock.now():
        plan_ends([issue])
        return
    issue.state = OVER
    issue.save(update_fields=["state"])
    record(IssueOver(), subject=issue.subject, by=Actor.system("emerging"))
