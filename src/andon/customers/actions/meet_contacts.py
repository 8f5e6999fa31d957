from collections.abc import Mapping

from django.db import transaction

from andon.customers.actions.put_contacts import ContactIn, put_contacts
from andon.customers.models import Contact
from andon.customers.reads.find_contacts import find_contacts
from andon.timeline.actor import Actor


@transaction.atomic
def meet_contacts(people: Mapping[str, ContactIn], *, by: Actor) -> dict[str, Contact]:
    """The contact of each e-mail address; who is unknown becomes one, of no account.

    What a stranger claims changes nothing of a contact who is known. An address that is none is left out.
    """
    known = find_contacts(people)
    unknown = {email: given for email, given in people.items() if email.lower() not in known}
    made = put_contacts(list(unknown.values()), by=by)
    new = {email: one for email, one in zip(unknown, made, strict=True) if isinstance(one, Contact)}
    return {email: known[email.lower()] for email in people if email.lower() in known} | new
