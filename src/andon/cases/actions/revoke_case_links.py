from django.db import transaction

from andon.cases.facts import CaseLinksRevoked
from andon.cases.models import Case
from andon.cases.portal_link import PURPOSE
from andon.cases.reads.homes import homes_of
from andon.people.links import revoke_links
from andon.timeline.actor import Actor
from andon.timeline.record import record


@transaction.atomic
def revoke_case_links(case: Case, *, by: Actor) -> int:
    """End every portal link to the case and to those merged into it; returns how many were open.

    As when a mail reached the wrong person. Its customer can have a new one sent to her own address; what we write next
    carries one too.
    """
    count = revoke_links(PURPOSE, *(home.subject for home in homes_of(case)))
    if count:
        record(CaseLinksRevoked(count=count), subject=case.subject, by=by, about=case.live_about)
    return count
