import json
from typing import Any

import pytest
from tests.cast import NOBODY

from andon.customers.actions.put_accounts import AccountIn, put_accounts
from andon.customers.actions.put_contacts import ContactIn, put_contacts
from andon.customers.models import Account, Contact, Opening
from andon.people.models import User


def test_a_batch_answers_each_item_in_order(api: Any, alice: User) -> None:
    items = [
        {"external_id": "a", "name": "A", "yearly_value": "1200.50"},
        {"external_id": "b", "name": "B", "tier": "gold"},
        {"external_id": "c"},
        {"external_id": "d", "name": "D", "attributes": {"plan": "x"}},
        {"external_id": "a", "name": "A again"},
    ]
    answer = api(alice).post("/accounts/put_accounts", {"items": items})
    assert answer.status_code == 200
    assert [each["status"] for each in answer.json()] == [200, 422, 422, 422, 200]
    fields = [each["problem"]["errors"][0]["field"] for each in answer.json() if each["problem"]]
    assert fields == ["tier", "name", "attributes.plan"]
    assert list(Account.objects.values_list("name", flat=True)) == ["A again"]


def test_a_taken_address_is_the_problem_of_its_own_item(api: Any, alice: User, dana: Contact) -> None:
    items = [{"name": "Eve", "external_id": "e", "emails": ["dana@acme.example"]}, {"name": "F", "emails": ["f@x.y"]}]
    answer = api(alice).post("/contacts/put_contacts", {"items": items}).json()
    assert [each["status"] for each in answer] == [422, 200]
    assert answer[0]["problem"]["errors"][0]["field"] == "emails"
    assert answer[1]["result"]["points"] == [{"kind": "email", "value": "f@x.y"}]


@pytest.mark.parametrize("path", ["/accounts/acme", "/contacts/dana@acme.example"])
def test_one_is_read_by_external_id_and_the_look_is_noted_once(api: Any, alice: User, dana: Contact, path: str) -> None:
    caller = api(alice)
    assert caller.get(path).status_code == caller.get(path).status_code == 200
    assert [look.user for look in Opening.objects.all()] == [alice]


def test_lists_are_pages_that_do_not_grow_in_queries(
    api: Any, alice: User, acme: Account, django_assert_max_num_queries: Any
) -> None:
    put_contacts([ContactIn(name=f"C {n}", emails=[f"c{n}@x.example"], account="acme") for n in range(50)], by=NOBODY)
    put_accounts([AccountIn(external_id=f"n{n}", name=f"N {n}") for n in range(50)], by=NOBODY)
    caller = api(alice)
    for path in ("/contacts", "/accounts"):
        for limit in (5, 50):
            with django_assert_max_num_queries(7):
                first = caller.get(path, limit=limit).json()
            assert len(first["items"]) == limit
    second = caller.get("/accounts", cursor=first["next_cursor"]).json()
    assert len(second["items"]) == 1
    assert second["next_cursor"] is None


def test_who_may_not_see_contact_data_gets_none(api: Any, omar: User, rita: User, mei: User, dana: Contact) -> None:
    for user in (omar, rita):
        caller = api(user)
        assert caller.get("/contacts").json()["items"] == []
        assert caller.get(f"/contacts/{dana.id}").status_code == 404
        assert caller.get("/accounts/acme").status_code == 200
        assert caller.post("/contacts/put_contacts", {"items": []}).status_code == 403
        assert caller.post(f"/contacts/{dana.id}/erase_contact").status_code == 403
    assert api(mei).get(f"/contacts/{dana.id}/export_contact").json()["customers"]["name"] == "Dana Whitfield"


def test_an_erased_contact_is_found_by_nothing(api: Any, mei: User, dana: Contact) -> None:
    caller = api(mei)
    for _time in range(2):
        assert caller.post(f"/contacts/{dana.id}/erase_contact").json()["name"] == "—"
    assert caller.get("/customers", query="dana").json() == []
    assert "dana" not in json.dumps(caller.get(f"/contacts/{dana.id}").json()).lower()


def test_attributes_are_defined_by_administrators(api: Any, ada: User, alice: User) -> None:
    body = {"key": "plan", "label": "Plan", "kind": "cat", "choices": ["gold"]}
    assert api(alice).post("/attributes/define_attribute", body).status_code == 403
    assert api(ada).post("/attributes/define_attribute", body).status_code == 200
    assert [each["key"] for each in api(alice).get("/attributes").json()] == ["plan"]


@pytest.mark.parametrize("query", ["%00", "a" * 3000, "%F0%9F%98%80", "' OR 1=1 --"])
def test_hostile_searches_are_answered(api: Any, alice: User, query: str) -> None:
    assert api(alice).get("/customers", query=query).json() == []
