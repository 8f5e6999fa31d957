from django.db import transaction

from andon.paging.facts import PageLinksRevoked
from andon.paging.models import Escalation
from andon.paging.page_link import PURPOSE
from andon.people.links import revoke_links
from andon.timeline.actor import Actor
from andon.timeline.record import record


@transaction.atomic
def revoke_page_links(escalation: Escalation, *, by: Actor) -> int:
    """End the links in the pages of this run, as when one was forwarded; returns how many were open.

    Whoever was paged still answers when signed in, and the next page carries a new link.
    """
    count = revoke_links(PURPOSE, escalation.itself)
    if count:
        record(PageLinksRevoked(count=count), subject=escalation.itself, by=by, about=[escalation.subject])
    return count
