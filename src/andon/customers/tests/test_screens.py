from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from tests.cast import NOBODY

from andon.customers.actions.define_attribute import define_attribute
from andon.customers.actions.put_accounts import AccountIn, put_accounts
from andon.customers.actions.put_contacts import ContactIn, put_contacts
from andon.customers.models import Account, Contact, Opening
from andon.kit.subject import Subject
from andon.people.models import User
from andon.ui import slots

ACCOUNT = {
    "name": "Teapot",
    "external_id": "tea",
    "tier": "growth",
    "yearly_value": "1200",
    "currency": "eur",
    "region": "pt",
    "time_zone": "Europe/Lisbon",
    "locale": "pt",
}
CONTACT = {"name": "Lea Roth", "emails": "Lea@acme.example\n", "phones": "21 000 0143", "handles": "@LeaR"}


def signed_in(user: User) -> Client:
    client = Client()
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    return client


@pytest.fixture
def agent(alice: User) -> Client:
    return signed_in(alice)


def test_an_account_is_added_and_changed(agent: Client) -> None:
    define_attribute(key="plan", label="Plan", kind="cat", choices=["gold"], by=NOBODY)
    define_attribute(key="seats", label="Seats", kind="num", by=NOBODY)
    define_attribute(key="shops", label="Shops", kind="cat", many=True, by=NOBODY)
    define_attribute(key="beta", label="Beta", kind="bool", by=NOBODY)
    typed = {"attributes.plan": "gold", "attributes.seats": "64", "attributes.shops": "Lisbon\nPorto"}
    answer = agent.post(reverse("customers:new_account"), ACCOUNT | typed | {"attributes.beta": "no"})
    account = Account.objects.get()
    assert answer["Location"] == reverse("customers:account", args=[account.id])
    assert account.attributes == {"plan": "gold", "seats": 64, "shops": ["Lisbon", "Porto"], "beta": False}
    shown = agent.get(answer["Location"]).content.decode()
    for text in ("Teapot", "Growth", "Lisbon, Porto", "64", "Europe/Lisbon"):
        assert text in shown
    change = reverse("customers:put_accounts", args=["tea"])
    assert "Porto" in agent.get(change).content.decode()
    changed = ACCOUNT | typed | {"name": "Teapot & Co", "external_id": "other", "attributes.seats": ""}
    assert agent.post(change, changed).status_code == 302
    account.refresh_from_db()
    assert (account.name, account.external_id, account.currency) == ("Teapot & Co", "tea", "EUR")
    assert "seats" not in account.attributes


def test_bad_input_is_kept_with_its_fault(agent: Client) -> None:
    define_attribute(key="seats", label="Seats", kind="num", by=NOBODY)
    for bad, fault in (
        ({"attributes.seats": "many"}, "kind “num”"),
        ({"yearly_value": "-3"}, "greater than or equal to 0"),
        ({"name": "x" * 201}, "at most 200"),
        ({"name": "a\0b"}, "Null characters"),
        ({"name": "a\x07b"}, "control characters"),
    ):
        answer = agent.post(reverse("customers:new_account"), ACCOUNT | bad)
        assert answer.status_code == 422
        assert fault in answer.content.decode()
        assert 'value="tea"' in answer.content.decode()
    assert not Account.objects.exists()


def test_a_person_is_added_and_changed(agent: Client, acme: Account, dana: Contact) -> None:
    new = reverse("customers:new_contact", args=[acme.id])
    assert agent.post(new, CONTACT).status_code == 302
    lea = Contact.objects.get(name="Lea Roth")
    assert [point.value for point in lea.points.all()] == ["lea@acme.example", "+351210000143", "lear"]
    assert lea.account == acme
    taken = agent.post(new, CONTACT | {"name": "Eve", "emails": "dana@acme.example"})
    assert taken.status_code == 422
    assert "belongs to another contact" in taken.content.decode()
    hers = reverse("customers:contact", args=[lea.id])
    assert "lea@acme.example" in agent.get(hers).content.decode()
    assert agent.post(hers, CONTACT | {"position": "Shop lead", "phones": "12"}).status_code == 422
    assert agent.post(hers, CONTACT | {"position": "Shop lead"}).status_code == 302
    lea.refresh_from_db()
    assert lea.position == "Shop lead"


def test_hostile_names_stay_text(agent: Client) -> None:
    evil = "<script>alert(1)</script>"
    put_accounts([AccountIn(external_id="e", name=evil, contract_text=evil)], by=NOBODY)
    put_contacts([ContactIn(name=evil, emails=["e@x.example"], account="e")], by=NOBODY)
    for address in (reverse("customers:accounts"), reverse("customers:account", args=["e"]), "/accounts/?q=script"):
        shown = agent.get(address).content.decode()
        assert "alert(1)" in shown
        assert "<script>alert" not in shown


@pytest.mark.parametrize("query", ["?q=%00", "?after=%00", "?after=bm8", "?q=" + "x" * 5000])
def test_hostile_queries_are_answered(agent: Client, query: str) -> None:
    assert agent.get(reverse("customers:accounts") + query).status_code == 200


def test_responders_and_stakeholders_read_without_contact_data(dana: Contact, omar: User, rita: User) -> None:
    for user in (omar, rita):
        client = signed_in(user)
        for address in (reverse("customers:accounts"), reverse("customers:account", args=["acme"]), "/accounts/?q=a"):
            shown = client.get(address).content.decode()
            assert "Acme Outdoor" in shown
            assert "Dana" not in shown
            assert "dana@" not in shown
        for address in (
            reverse("customers:contact", args=[dana.id]),
            reverse("customers:put_accounts", args=["acme"]),
            reverse("customers:new_account"),
            reverse("customers:export_contact", args=[dana.id]),
        ):
            assert client.get(address).status_code == 403


def test_strangers_stay_out(acme: Account, dana: Contact, care: Any) -> None:
    from tests.cast import person

    outsider = signed_in(person("Nobody Special"))
    for address in (reverse("customers:accounts"), reverse("customers:account", args=["acme"])):
        assert outsider.get(address).status_code == 403
        assert Client().get(address).status_code == 302


def test_wrong_methods_and_unknown_ones(agent: Client, mei: User, dana: Contact) -> None:
    lead = signed_in(mei)
    assert agent.post(reverse("customers:accounts")).status_code == 405
    assert lead.get(reverse("customers:erase_contact", args=[dana.id])).status_code == 405
    assert agent.get(reverse("customers:account", args=["nobody"])).status_code == 404
    assert agent.post(reverse("customers:erase_contact", args=[dana.id])).status_code == 403


def test_a_lead_downloads_and_forgets_a_person(mei: User, dana: Contact) -> None:
    lead = signed_in(mei)
    export = lead.get(reverse("customers:export_contact", args=[dana.id]))
    assert export["Content-Disposition"].startswith("attachment")
    assert export.json()["customers"]["points"] == [{"kind": "email", "value": "dana@acme.example"}]
    erase = reverse("customers:erase_contact", args=[dana.id])
    assert lead.post(erase).status_code == lead.post(erase).status_code == 302
    assert lead.get(reverse("customers:contact", args=[dana.id])).status_code == 404


def test_who_looked_is_kept_and_shown_to_leads(agent: Client, mei: User, alice: User, acme: Account) -> None:
    address = reverse("customers:account", args=["acme"])
    for _twice in range(2):
        assert "Who looked" not in agent.get(address).content.decode()
    shown = signed_in(mei).get(address).content.decode()
    assert "Alice Moreau" in shown
    assert Opening.objects.filter(user=alice).count() == 1


def test_the_list_is_flat_and_pages(agent: Client, db: None, django_assert_max_num_queries: Any) -> None:
    for count in (5, 120):
        given = [AccountIn(external_id=f"{count}-{n}", name=f"A {n:03}") for n in range(count)]
        put_accounts(given, by=NOBODY)
        with django_assert_max_num_queries(12):
            first = agent.get(reverse("customers:accounts"))
    assert "More accounts" in first.content.decode()
    seen = [account.name for account in first.context["items"]]
    after = first.context["next_cursor"]
    while after:
        more = agent.get(reverse("customers:accounts"), {"after": after})
        seen += [account.name for account in more.context["items"]]
        after = more.context["next_cursor"]
    assert len(seen) == 125
    assert seen == sorted(seen)


def test_the_account_screen_is_flat(agent: Client, acme: Account, django_assert_max_num_queries: Any) -> None:
    agent.get(reverse("customers:account", args=["acme"]))
    for count in (5, 50):
        people = [ContactIn(name=f"C {n}", emails=[f"c{n}@x.example"], account="acme") for n in range(count)]
        put_contacts(people, by=NOBODY)
        with django_assert_max_num_queries(21):
            agent.get(reverse("customers:account", args=["acme"]))


@pytest.fixture
def emptied_slots() -> Iterator[None]:
    before = dict(slots._slots)
    slots._slots.clear()
    yield
    slots._slots.clear()
    slots._slots.update(before)


@pytest.mark.usefixtures("emptied_slots")
def test_higher_rooms_fill_the_slot_with_one_call_each(agent: Client, acme: Account) -> None:
    calls: list[int] = []

    def attributes(subjects: Sequence[Subject], access: Any) -> Mapping[Subject, Mapping[str, Any]]:
        calls.append(len(subjects))
        return {subject: {"account": acme, "contacts": []} for subject in subjects}

    slots.fill_slot("account.section", attributes, "customers/_contacts.html", position=10)
    agent.get(reverse("customers:account", args=["acme"]))
    assert calls == [1]
