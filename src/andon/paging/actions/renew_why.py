from andon.kit.subject import Subject
from andon.paging.models import Escalation
from andon.paging.rules.why import Why
from andon.timeline.actor import Actor

from .note_gravity import note_gravity


def renew_why(subject: Subject, why: Why, *, by: Actor, tier: str = "") -> None:
    """What the next page and the open summons say: handed in again whenever it changes. Where it became worse, or
    touches a higher tier, steps that are for that summon at once."""
    runs = Escalation.objects.of(subject).standing()
    runs.update(why=why.stored())
    for run in runs:
        note_gravity(run, severity=why.severity, tier=tier, by=by)
