"""Cases as programs send them: what a body names is found, who writes for the first time becomes a contact."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from andon.customers.actions.put_contacts import ContactIn, put_contacts
from andon.customers.models import Contact
from andon.kit.errors import Invalid, Refused
from andon.people.access import Access

from .actions import open_cases as opening
from .case_in import CaseIn
from .models import Case
from .named_many import Named, address_of
from .shapes import CaseBody, CaseOut


def open_bodies(bodies: Sequence[CaseBody], access: Access) -> list[Case | Refused]:
    """Open a case for each, in a fixed number of statements; a refused one has changed nothing."""
    read = _read(bodies, access)
    opened = iter(opening.open_cases([one for one in read if isinstance(one, CaseIn)], by=access.actor))
    return [one if isinstance(one, Refused) else next(opened) for one in read]


def told(case: Case) -> dict[str, Any]:
    """What the API says of a case; as CaseOut does, without asking it field by field."""
    return {name: getattr(case, name) for name in CaseOut.model_fields}


def _read(bodies: Sequence[CaseBody], access: Access) -> list[CaseIn | Refused]:
    named = Named(bodies, access)
    read = [_or_refused(named, body) for body in bodies]
    strangers = {
        place: address_of(body)
        for place, body in enumerate(bodies)
        if body.email and isinstance(one := read[place], CaseIn) and one.contact is None
    }
    # Of two who name one address the first says what she is called.
    first = {address: bodies[place] for place, address in reversed(strangers.items())}
    met = _meet(first, access) if strangers else {}
    for place, address in strangers.items():
        read[place] = _with_contact(read[place], met[address])
    return read


def _or_refused(named: Named, body: CaseBody) -> CaseIn | Refused:
    try:
        read = named.case_in(body)
        if read.contact is None:
            # Nobody shall become a contact for the sake of a case that is then refused.
            read.checked()
    except Refused as refused:
        return refused
    return read


def _meet(bodies: Mapping[str, CaseBody], access: Access) -> dict[str, Contact | Refused]:
    # In one order, so that two batches that meet the same people do not wait for each other in a circle.
    given = {
        address: ContactIn(name=body.name or body.email.partition("@")[0], emails=[body.email], locale=body.locale)
        for address, body in sorted(bodies.items())
    }
    return dict(zip(given, put_contacts(list(given.values()), by=access.actor), strict=True))


def _with_contact(read: CaseIn | Refused, contact: Contact | Refused) -> CaseIn | Refused:
    if isinstance(read, Refused):
        return read
    if isinstance(contact, Contact):
        return replace(read, contact=contact)
    faults = contact.faults if isinstance(contact, Invalid) else {"email": contact.message}
    return Invalid({field.replace("emails.0", "email"): text for field, text in faults.items()})
