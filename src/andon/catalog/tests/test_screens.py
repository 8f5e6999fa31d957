from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from tests.cast import NOBODY

from andon.catalog.actions.put_services import ServiceIn, put_services
from andon.catalog.models import Capability, Dependency, Service
from andon.catalog.reads.our_brand import our_brand
from andon.people.models import Team, User


def signed_in(user: User) -> Client:
    client = Client()
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    return client


@pytest.fixture
def administrator(ada: User) -> Client:
    return signed_in(ada)


def test_a_service_is_added_changed_and_named_in_customers_words(administrator: Client, care: Team) -> None:
    added = administrator.post(
        reverse("catalog:services"), {"name": "Pay", "slug": "pay", "owner": care.id, "description": ""}
    )
    assert added.status_code == 302
    changed = {"name": "Payment", "owner": care.id, "description": "Takes money"}
    assert administrator.post(reverse("catalog:put_services", args=["pay"]), changed).status_code == 302
    words = {"name": "Paying at the till", "slug": "till", "position": 5}
    for _twice in range(2):
        assert administrator.post(reverse("catalog:put_capabilities", args=["pay"]), words).status_code == 302
    assert Service.objects.get().name == "Payment"
    assert Capability.objects.get().name == "Paying at the till"
    for name, args in (("catalog:services", []), ("catalog:service", ["pay"])):
        assert "Paying at the till" in administrator.get(reverse(name, args=args)).content.decode()


def test_bad_input_is_kept_with_its_fault(administrator: Client, care: Team) -> None:
    answer = administrator.post(
        reverse("catalog:services"), {"name": "<b>Pay</b>", "slug": "No Slug", "owner": care.id, "description": ""}
    )
    assert answer.status_code == 422
    assert "&lt;b&gt;Pay" in answer.content.decode()
    assert "small letters" in answer.content.decode()


def test_services_are_connected_and_taken_apart(administrator: Client, checkout: Service) -> None:
    (pay,) = put_services([ServiceIn(slug="pay", name="Pay", owner=checkout.owner)], by=NOBODY)
    connect = reverse("catalog:connect_services", args=["checkout"])
    assert administrator.post(connect, {"needs": pay.id}).status_code == 302
    assert administrator.post(connect, {"needs": checkout.id}).status_code == 422
    assert Dependency.objects.count() == 1
    apart = reverse("catalog:disconnect_services", args=["checkout", "pay"])
    assert administrator.post(apart).status_code == administrator.post(apart).status_code == 302
    assert Dependency.objects.count() == 0


def test_the_brand_is_changed(administrator: Client) -> None:
    new = {"name": "Fernhill", "slug": "fernhill"}
    assert administrator.post(reverse("catalog:brands"), new).status_code == 302
    assert administrator.post(reverse("catalog:brands"), new).status_code == 422
    given = {"name": "Fernhill", "portal_name": "Fernhill", "hue": "150", "locales": ["en", "de"]}
    brand = reverse("catalog:brand", args=["fernhill"])
    assert administrator.post(brand, given).status_code == 302
    assert (our_brand().portal_name, our_brand().locales) == ("Fernhill", ["en", "de"])
    assert administrator.post(brand, given | {"hue": "999"}).status_code == 422


def test_one_brand_is_the_default(administrator: Client) -> None:
    for slug in ("zebra", "ant"):
        administrator.post(reverse("catalog:brands"), {"name": slug.title(), "slug": slug})
    assert our_brand().slug == "zebra"
    for _twice in range(2):
        assert administrator.post(reverse("catalog:choose_default_brand", args=["ant"])).status_code == 302
    assert our_brand().slug == "ant"
    assert "Zebra" in administrator.get(reverse("catalog:brands")).content.decode()


@pytest.mark.parametrize("name", ["services", "service", "brands", "brand"])
def test_others_stay_out(name: str, checkout: Service, alice: User, omar: User) -> None:
    address = reverse(f"catalog:{name}", args=["checkout"] if name in ("service", "brand") else [])
    assert signed_in(alice).get(address).status_code == signed_in(omar).get(address).status_code == 403
    assert Client().get(address).status_code == 302


def test_wrong_methods_and_unknown_ones(administrator: Client, checkout: Service) -> None:
    for name in ("put_services", "put_capabilities", "connect_services"):
        assert administrator.get(reverse(f"catalog:{name}", args=["checkout"])).status_code == 405
        assert administrator.post(reverse(f"catalog:{name}", args=["none"]), {}).status_code == 404
    assert administrator.put(reverse("catalog:services")).status_code == 405


def test_the_list_is_flat(administrator: Client, checkout: Service, django_assert_max_num_queries: Any) -> None:
    for count in (5, 50):
        items = [ServiceIn(slug=f"s{n}", name=f"S {n}", owner=checkout.owner) for n in range(count)]
        put_services(items, by=NOBODY)
        with django_assert_max_num_queries(14):
            assert administrator.get(reverse("catalog:services")).status_code == 200


def test_without_a_team_the_way_to_the_first_one_is_shown(administrator: Client) -> None:
    shown = administrator.get(reverse("catalog:services")).content.decode()
    assert reverse("people:teams") in shown.split("Add a service")[1]
    assert "Add this service" not in shown


def test_a_service_is_not_asked_to_need_itself(administrator: Client, checkout: Service) -> None:
    shown = administrator.get(reverse("catalog:service", args=["checkout"])).content.decode()
    assert f'<option value="{checkout.id}"' not in shown.split("Does not work without")[1]
