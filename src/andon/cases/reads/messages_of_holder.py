"""What a customer may read of the threads behind her case. Nobody reads what another customer wrote to another case.

Of her case she reads its own thread, and that of each of her other cases that were merged into it. A case merged into
somebody else's stays her own thread; if she is in copy there, she reads what we answered since, and none of the
questions. Whoever came into a case by a merge wrote to us, not to its customer.
"""

from datetime import datetime
from uuid import UUID

from django.db.models import Q

from andon.cases.models import CarriedMessage, Case, Merge, Participant
from andon.conversations.models import Message
from andon.conversations.reads.messages_for import messages_by_id, messages_of
from andon.conversations.rules.audience import CUSTOMER, classes_read_by
from andon.customers.models import Contact
from andon.kit.subject import Subject

SEEN = classes_read_by(CUSTOMER)


def messages_of_holder(case: Case, contact: Contact, *, limit: int) -> list[Message]:
    """Oldest first; a fixed number of queries. `case` is the contact's."""
    hers = Q(id=case.id) | Q(contact=contact.id)
    own = [Subject("case", id) for id in Case.objects.with_homes([case.id]).filter(hers).values_list("id", flat=True)]
    strangers = _who_came_by_a_merge(own, contact)
    found = [
        message
        for message in messages_of(own, SEEN, limit=limit)
        if not message.is_from_customer or (message.thread.subject_id, message.author_id) not in strangers
    ]
    found += _answers_in_copy(case, contact, limit) + _carried(case, contact)
    return sorted(found, key=lambda message: (message.written_at, message.id))[-limit:]


def _who_came_by_a_merge(own: list[Subject], contact: Contact) -> set[tuple[UUID, str]]:
    """Per case the customers of others' cases that were ever merged into it, and whoever was in copy there; not those
    whom it had in copy by itself."""
    cases = [subject.id for subject in own]
    others = Merge.objects.filter(into__in=cases).exclude(case__contact=contact).order_by()
    came = set(others.values_list("into_id", "case__contact_id"))
    if not came:
        return set()
    came |= set(others.values_list("into_id", "case__participants__contact_id"))
    chosen = Participant.objects.filter(case__in=cases, merged_from=None).exclude(contact=None)
    came -= set(chosen.order_by().values_list("case_id", "contact_id"))
    return {(case, str(id)) for case, id in came if id and id != contact.id}


def _answers_in_copy(case: Case, contact: Contact, limit: int) -> list[Message]:
    since = _in_copy_since(case.merged_into_id, contact) if case.merged_into_id else None
    if since is None or case.merged_into_id is None:
        return []
    answers = messages_of([Subject("case", case.merged_into_id)], SEEN, limit=limit)
    return [message for message in answers if not message.is_from_customer and message.written_at >= since]


def _in_copy_since(survivor: UUID, contact: Contact) -> datetime | None:
    addresses = contact.points.filter(kind="email").values("value")
    copied = Participant.objects.filter(Q(contact=contact) | Q(address__in=addresses), case_id=survivor)
    return copied.order_by("added_at").values_list("added_at", flat=True).first()


def _carried(case: Case, contact: Contact) -> list[Message]:
    """Of what her case was split off with: what she wrote herself, or could read where it stands."""
    if case.split_from_id is None:
        return []
    shown = messages_by_id(CarriedMessage.objects.filter(case=case).values_list("message_id", flat=True), SEEN)
    homes = {message.thread.subject_id for message in shown}
    hers = set(Case.objects.filter(id__in=homes, contact=contact).values_list("id", flat=True))
    author = str(contact.id)
    return [
        message
        for message in shown
        if (message.author_id == author if message.is_from_customer else message.thread.subject_id in hers)
    ]
