from decimal import Decimal
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from tests.cast import NOBODY

from andon.customers.actions.define_attribute import define_attribute
from andon.customers.actions.erase_contact import erase_contact
from andon.customers.actions.put_accounts import AccountIn, put_accounts
from andon.customers.actions.put_contacts import ContactIn, put_contacts
from andon.customers.models import Account, Contact
from andon.customers.reads.find_contacts import find_contacts
from andon.customers.reads.search_customers import search_customers
from andon.kit.errors import Invalid, Refused
from andon.people.access import access_of
from andon.people.models import User
from andon.timeline.models import RecordedFact

pytestmark = pytest.mark.django_db


def test_accounts_are_put_by_external_id_in_a_fixed_number_of_statements() -> None:
    def statements(count: int) -> int:
        given = [AccountIn(external_id=f"{count}-{n}", name=f"Account {n}") for n in range(count)]
        with CaptureQueriesContext(connection) as queries:
            put_accounts(given, by=NOBODY)
        return len(queries)

    assert statements(2) == statements(1000) <= 8


def test_contacts_are_put_by_external_id_in_a_fixed_number_of_statements(acme: Account) -> None:
    def statements(count: int) -> int:
        given = [
            ContactIn(external_id=f"{count}-{n}", name=f"C {n}", account="acme", emails=[f"{count}-{n}@x.example"])
            for n in range(count)
        ]
        with CaptureQueriesContext(connection) as queries:
            assert all(isinstance(one, Contact) for one in put_contacts(given, by=NOBODY))
        return len(queries)

    assert statements(2) == statements(1000) <= 18


def test_a_fact_names_what_changed_and_nothing_is_recorded_when_nothing_did(acme: Account, dana: Contact) -> None:
    again = AccountIn(external_id="acme", name="Acme", tier="strategic", yearly_value=Decimal(640_000), region="PT")
    put_accounts([again], by=NOBODY)
    put_accounts([again], by=NOBODY)
    facts = [fact.body for fact in RecordedFact.objects.filter(kind="customers.AccountPut").order_by("at", "id")]
    assert [(fact.created, fact.changed) for fact in facts[1:]] == [(False, ["name"])]
    put_contacts([ContactIn(name="Dana Whitfield", account="acme", emails=["dana@acme.example"])], by=NOBODY)
    assert RecordedFact.objects.filter(kind="customers.ContactPut").count() == 1


def test_a_bad_item_is_refused_by_field_and_the_others_are_put() -> None:
    define_attribute(key="android", label="Android", kind="version", by=NOBODY)
    good, bad, worse = put_accounts(
        [
            AccountIn(external_id="a", name="A", attributes={"android": "5.1"}),
            AccountIn(external_id="b", name="B", attributes={"colour": "red"}),
            AccountIn(external_id="c", name="C\0", yearly_value=Decimal("NaN")),
        ],
        by=NOBODY,
    )
    assert isinstance(good, Account)
    assert isinstance(bad, Invalid)
    assert list(bad.faults) == ["attributes.colour"]
    assert isinstance(worse, Refused)
    assert Account.objects.count() == 1


def test_an_address_belongs_to_one_contact(dana: Contact) -> None:
    (other,) = put_contacts([ContactIn(external_id="x", name="Eve", emails=["DANA@acme.example"])], by=NOBODY)
    assert isinstance(other, Invalid)
    assert list(other.faults) == ["emails"]
    assert find_contacts(["Dana@Acme.example"])["dana@acme.example"] == dana


def test_putting_again_replaces(dana: Contact) -> None:
    (again,) = put_contacts(
        [ContactIn(name="Dana W.", account="acme", emails=["dana@acme.example"], phones=["21 000 0142"])], by=NOBODY
    )
    assert isinstance(again, Contact)
    assert (again.id, again.name) == (dana.id, "Dana W.")
    assert {point.value for point in again.points.all()} == {"dana@acme.example", "+351210000142"}


@pytest.mark.parametrize("query", ["dana@ac", "whitf", "+351 21 000 0142", "210000142", "00351 210 000 142"])
def test_search_finds_her_by_what_somebody_has(dana: Contact, alice: User, query: str) -> None:
    put_contacts(
        [ContactIn(name="Dana Whitfield", account="acme", emails=["dana@acme.example"], phones=["+351210000142"])],
        by=NOBODY,
    )
    assert dana.id in {hit.contact.id for hit in search_customers(query, access_of(alice)) if hit.contact}


@pytest.mark.parametrize("query", ["da", "dana@acme.example", "Whitfield"])
def test_who_may_not_see_contact_data_finds_accounts_only(dana: Contact, rita: User, omar: User, query: str) -> None:
    assert search_customers(query, access_of(rita)) == search_customers(query, access_of(omar)) == []
    assert [hit.title for hit in search_customers("acme", access_of(omar))] == ["Acme Outdoor"]


@pytest.mark.parametrize("query", ["", "\0", "%", "_", "'; drop", "@", "x" * 500])
def test_hostile_searches_find_nothing(dana: Contact, alice: User, query: str) -> None:
    assert search_customers(query, access_of(alice)) == []


def test_searchable_attributes_are_found(alice: User, db: None) -> None:
    define_attribute(key="shop", label="Shop", kind="cat", many=True, searchable=True, by=NOBODY)
    put_accounts([AccountIn(external_id="a", name="A", attributes={"shop": ["Lisbon", "Porto"]})], by=NOBODY)
    assert [hit.why for hit in search_customers("Porto", access_of(alice))] == ["attribute"]


def test_search_is_flat(alice: User, dana: Contact, django_assert_max_num_queries: Any) -> None:
    given = [ContactIn(name=f"Dana {n}", emails=[f"dana{n}@x.example"], account="acme") for n in range(50)]
    put_contacts(given, by=NOBODY)
    access = access_of(alice)
    with django_assert_max_num_queries(5):
        assert len(search_customers("dana", access, limit=50)) == 50


def test_erasing_keeps_the_row_and_forgets_the_person(dana: Contact) -> None:
    erase_contact(dana, by=NOBODY)
    erase_contact(dana, by=NOBODY)
    dana.refresh_from_db()
    assert (dana.name, dana.points.count()) == ("—", 0)
