"""When X happened, do Y."""

from andon.timeline.models import RecordedFact
from andon.timeline.reactions import Reaction
from andon.work.lanes import TELL

from .actions.tell_of_issue import tell_of_issue
from .facts import IssueRaised
from .models import EmergingIssue


def something_emerges(fact: RecordedFact) -> None:
    tell_of_issue(EmergingIssue.objects.select_related("service").get(id=fact.subject_id))


REACTIONS = [Reaction(IssueRaised, something_emerges, lane=TELL)]
