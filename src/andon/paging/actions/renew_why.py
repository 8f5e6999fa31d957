from andon.kit.subject import Subject
from andon.paging.models import Escalation
from andon.paging.rules.why import Why


def renew_why(subject: Subject, why: Why) -> None:
    """What the next page and the open summons say: handed in again whenever it changes."""
    Escalation.objects.of(subject).standing().update(why=why.stored())
