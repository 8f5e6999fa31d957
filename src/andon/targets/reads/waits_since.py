"""Since when a customer waits for our answer, by the clocks that still run."""

from datetime import datetime

from django.db.models import Min

from andon.kit.subject import Subject
from andon.targets.models import Clock
from andon.targets.models.clock import OPEN
from andon.targets.rules.rounds import FIRST_REPLY, NEXT_REPLY


def waits_since(subject: Subject) -> datetime | None:
    found = Clock.objects.filter(
        subject_id=subject.id, subject_kind=subject.kind, kind__in=[FIRST_REPLY, NEXT_REPLY], state__in=OPEN
    )
    since: datetime | None = found.aggregate(since=Min("began_at"))["since"]
    return since
