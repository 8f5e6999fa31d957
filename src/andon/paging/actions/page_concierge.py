from django.db import transaction

from andon.customers.models import Account
from andon.kit.subject import Subject
from andon.paging.models import Escalation
from andon.paging.reads.concierge_of import concierge_of
from andon.paging.rules.why import Why
from andon.timeline.actor import Actor

from .start_escalation import start_escalation


@transaction.atomic
def page_concierge(account: Account, *, subject: Subject, why: Why, by: Actor) -> Escalation | None:
    """Call in who looks after an account, because something touches it; None where nobody is bound to it or its tier.

    Once for a subject and an account while it stands: repeating it changes nothing.
    """
    binding = concierge_of(account)
    if binding is None:
        return None
    return start_escalation(subject, service=None, why=why, by=by, policy=binding.policy, concierge_of=account)
