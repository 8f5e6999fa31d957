"""What the tests of acts on a run share."""

from andon.paging.models import Escalation


def now_of(run: Escalation) -> Escalation:
    return Escalation.objects.get(id=run.id)
