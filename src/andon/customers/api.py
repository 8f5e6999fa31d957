"""Accounts, contacts and their attributes, for programs."""

from datetime import datetime
from typing import Any
from uuid import UUID

from ninja import Query, Router, Schema
from pydantic import Field

from andon.kit.rest.batch import MOST_ITEMS, Each, Outcome, answer_each
from andon.kit.rest.pages import Page, Window, page
from andon.kit.rest.refs import by_ref
from andon.people.guard import only_for
from andon.people.middleware import ApiRequest

from .actions import define_attribute as defining
from .actions import erase_contact as erasing
from .actions.put_accounts import put_accounts as putting_accounts
from .actions.put_contacts import put_contacts as putting_contacts
from .models import Account, AttributeDefinition, Contact
from .open_customer import open_customer
from .reads import export_contact as exporting
from .reads.search_customers import search_customers as searching
from .shapes import AccountBody, ContactBody

router = Router(tags=["Customers"])
MOST_HITS = 50


class AccountOut(AccountBody):
    id: UUID
    external_id: str | None  # type: ignore[assignment]  # one made by hand has none
    put_at: datetime


class PutAccounts(Schema):
    items: list[Each[AccountBody]] = Field(max_length=MOST_ITEMS)


class PutContacts(Schema):
    items: list[Each[ContactBody]] = Field(max_length=MOST_ITEMS)


class PointOut(Schema):
    kind: str
    value: str


class ContactOut(Schema):
    id: UUID
    external_id: str | None
    account_id: UUID | None
    name: str
    position: str
    locale: str
    time_zone: str
    attributes: dict[str, Any]
    points: list[PointOut]
    erased_at: datetime | None


class AttributeBody(Schema):
    key: str
    label: str
    kind: str = Field(description="cat, bool, ord, num or version")
    many: bool = False
    hierarchy: bool = False
    searchable: bool = False
    choices: list[str] = Field([], max_length=500)


class HitOut(Schema):
    kind: str
    title: str
    detail: str
    why: str
    account_id: UUID | None
    contact_id: UUID | None


@router.get("/accounts", response=Page[AccountOut])
def list_accounts(request: ApiRequest, window: Query[Window]) -> dict[str, Any]:
    return page(Account.objects.visible_to(request.access), "name", "id", window=window)


@router.get("/accounts/{ref}", response=AccountOut)
def read_account(request: ApiRequest, ref: str) -> Account:
    account = by_ref(Account.objects.visible_to(request.access), ref, human="external_id")
    open_customer(account.subject, user=request.access.user_id)
    return account


@router.post("/accounts/put_accounts", response=list[Outcome[AccountOut]])
def put_accounts(request: ApiRequest, body: PutAccounts) -> list[dict[str, Any]]:
    only_for(request.access, "agent", "lead")
    return answer_each(
        body.items,
        lambda items: putting_accounts([item.given() for item in items], by=request.access.actor),
    )


@router.get("/contacts", response=Page[ContactOut])
def list_contacts(request: ApiRequest, window: Query[Window], account: str = "") -> dict[str, Any]:
    found = Contact.objects.visible_to(request.access).prefetch_related("points")
    if account:
        of = by_ref(Account.objects.visible_to(request.access), account, human="external_id")
        found = found.filter(account=of)
    return page(found, "name", "id", window=window)


@router.get("/contacts/{ref}", response=ContactOut)
def read_contact(request: ApiRequest, ref: str) -> Contact:
    contact = _contact(request, ref)
    open_customer(contact.subject, user=request.access.user_id)
    return contact


@router.post("/contacts/put_contacts", response=list[Outcome[ContactOut]])
def put_contacts(request: ApiRequest, body: PutContacts) -> list[dict[str, Any]]:
    only_for(request.access, "agent", "lead")
    return answer_each(
        body.items,
        lambda items: putting_contacts([item.given() for item in items], by=request.access.actor),
    )


@router.post("/contacts/{ref}/erase_contact", response=ContactOut)
def erase_contact(request: ApiRequest, ref: str) -> Contact:
    only_for(request.access, "lead")
    return erasing.erase_contact(_contact(request, ref), by=request.access.actor)


@router.get("/contacts/{ref}/export_contact", response=dict[str, Any])
def export_contact(request: ApiRequest, ref: str) -> dict[str, Any]:
    only_for(request.access, "lead")
    contact = _contact(request, ref)
    open_customer(contact.subject, user=request.access.user_id)
    return exporting.export_contact(contact)


@router.get("/attributes", response=list[AttributeBody])
def list_attributes(request: ApiRequest) -> Any:
    return AttributeDefinition.objects.all()


@router.post("/attributes/define_attribute", response=AttributeBody)
def define_attribute(request: ApiRequest, body: AttributeBody) -> AttributeDefinition:
    only_for(request.access, "administrator")
    return defining.define_attribute(**body.dict(), by=request.access.actor)


@router.get("/customers", response=list[HitOut])
def search_customers(request: ApiRequest, query: str, limit: int = 8) -> list[dict[str, Any]]:
    """By e-mail, phone in any spelling, handle, external id, name or searchable attribute."""
    return [
        {
            "kind": hit.kind,
            "title": hit.title,
            "detail": hit.detail,
            "why": hit.why,
            "account_id": hit.account.id if hit.account else None,
            "contact_id": hit.contact.id if hit.contact else None,
        }
        for hit in searching(query, request.access, limit=max(1, min(limit, MOST_HITS)))
    ]


def _contact(request: ApiRequest, ref: str) -> Contact:
    found = Contact.objects.visible_to(request.access).select_related("account").prefetch_related("points")
    return by_ref(found, ref, human="external_id")
