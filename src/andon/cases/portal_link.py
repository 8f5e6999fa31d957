"""The signed link to a case in the portal. Its token is made when the mail goes out, so that no store holds it.

A mail carries a mark in its place; the mark is keyed, so that nobody can write it into a text of her own.
"""

from collections.abc import Callable
from datetime import timedelta

from andon.channels.models import Delivery
from andon.kit.secret import sign
from andon.kit.subject import Subject
from andon.people.links import make_link
from andon.timeline.actor import Actor

PURPOSE = "portal_case"
GOOD_FOR = timedelta(days=90)
Address = Callable[[str], str]
_address: list[Address] = []


def register_portal(address_of_token: Address) -> None:
    """At start-up (`ports.py` of the portal): the full address at which a token opens its case."""
    _address[:] = [address_of_token]


def portal_mark(case: Subject) -> str:
    """What to write in the text of a mail; "" while there is no portal."""
    return f"[portal:{sign('cases.portal', case.key)}]" if _address else ""


def fill_portal_link(delivery: Delivery, text: str) -> str:
    """The text as it goes out to its recipient, with the link in place of the mark."""
    if not _address or delivery.subject_kind != "case" or delivery.recipient_kind != "contact":
        return text
    mark = portal_mark(delivery.subject)
    if mark not in text:
        return text
    token = make_link(PURPOSE, delivery.subject, Actor.contact(delivery.recipient_id), GOOD_FOR)
    return text.replace(mark, _address[0](token))
