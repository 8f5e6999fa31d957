from collections.abc import Sequence

from django.db import transaction
from django.db.models import Q

from andon.cases.case_in import MOST_COPIES
from andon.cases.models import Case, Participant, ProposedCopy
from andon.customers.models import ContactPoint
from andon.kit import clock


@transaction.atomic
def propose_copies(case: Case, addresses: Sequence[str]) -> None:
    """Whoever stood in copy of a mail and is not in copy here waits for an agent's yes. Twice changes nothing."""
    if not addresses:
        return
    takes_part = Participant.objects.filter(Q(case=case) | Q(case=case.merged_into_id))
    known = set(takes_part.values_list("address", flat=True))
    known |= set(ContactPoint.objects.filter(contact=case.contact, kind="email").values_list("value", flat=True))
    room = MOST_COPIES - ProposedCopy.objects.filter(case=case).count()
    fresh = [address for address in addresses if address not in known][: max(0, room)]
    ProposedCopy.objects.bulk_create(
        [ProposedCopy(case=case, address=address, proposed_at=clock.now()) for address in fresh], ignore_conflicts=True
    )
