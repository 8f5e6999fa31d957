"""Who answers for alerts."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from andon.paging.models import Escalation, JoinedAlert


@dataclass(frozen=True, slots=True)
class Answer:
    run: Escalation


def answers_to_alerts(ids: Sequence[UUID]) -> dict[UUID, Answer]:
    """The run that speaks for each alert, where there is one; one query for any number."""
    joined = JoinedAlert.objects.filter(alert_id__in=list(ids)).select_related("escalation__acknowledged_by")
    return {one.alert_id: Answer(one.escalation) for one in joined}
