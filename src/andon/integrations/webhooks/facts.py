from dataclasses import dataclass
from datetime import datetime

from andon.timeline.facts import fact


@fact()
@dataclass(frozen=True, slots=True, kw_only=True)
class EventsReplayed:
    since: datetime
    count: int
    whole: bool
