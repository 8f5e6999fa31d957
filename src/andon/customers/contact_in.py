"""What `put_contacts` takes, and how one becomes a row."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext as _

from andon.kit import clock
from andon.kit.errors import Invalid, Refused
from andon.kit.ids import new_id
from andon.kit.text import clean
from andon.kit.zones import time_zones

from .models import Account, Contact
from .rules.attributes import Definition, check_attributes
from .rules.points import normalise

Point = tuple[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class ContactIn:
    """`account` is the external id of the account; without an external id of her own, her first address is it."""

    name: str
    external_id: str = ""
    account: str = ""
    position: str = ""
    locale: str = ""
    time_zone: str = ""
    attributes: Mapping[str, Any] = field(default_factory=dict)
    emails: Sequence[str] = ()
    phones: Sequence[str] = ()
    handles: Sequence[str] = ()


@dataclass(slots=True)
class ReadContact:
    """A contact as given, her points normalised, not yet stored."""

    contact: Contact
    points: list[Point]

    @property
    def key(self) -> str:
        return self.contact.external_id or ""


def read_contact(
    given: ContactIn, accounts: Mapping[str, Account], definitions: Mapping[str, Definition]
) -> ReadContact | Refused:
    try:
        return _read(given, accounts, definitions)
    except Refused as refused:
        return refused


def _read(given: ContactIn, accounts: Mapping[str, Account], definitions: Mapping[str, Definition]) -> ReadContact:
    account = accounts.get(given.account)
    if given.account and account is None:
        raise Invalid({"account": _("There is no account of this external id.")})
    region = account.region if account else ""
    points = [
        *_points("email", "emails", given.emails, region),
        *_points("phone", "phones", given.phones, region),
        *_points("handle", "handles", given.handles, region),
    ]
    external_id = clean(given.external_id, "external_id", 120) or (points[0][1][:120] if points else "")
    if not external_id:
        raise Invalid({"emails": _("Name an address, or an external id.")})
    if given.time_zone and given.time_zone not in time_zones():
        raise Invalid({"time_zone": _("“%(value)s” is not known here.") % {"value": given.time_zone[:60]}})
    contact = Contact(
        id=new_id(),
        external_id=external_id,
        account=account,
        name=clean(given.name, "name", 200, required=True),
        position=clean(given.position, "position", 120),
        locale=clean(given.locale, "locale", 12),
        time_zone=given.time_zone,
        attributes=check_attributes(given.attributes, definitions),
        put_at=clock.now(),
    )
    return ReadContact(contact, list(dict.fromkeys(points)))


def _points(kind: str, field_name: str, values: Sequence[str], region: str) -> list[Point]:
    points: list[Point] = []
    for place, value in enumerate(values):
        try:
            points.append((kind, normalise(kind, value, region=region)))
        except Invalid as refused:
            raise Invalid({f"{field_name}.{place}": refused.message}) from None
    return points
