from typing import Any

import pytest
from tests.cast import NOBODY

from andon.catalog.actions.connect_services import connect_services
from andon.catalog.actions.disconnect_services import disconnect_services
from andon.catalog.actions.put_brand import put_brand
from andon.catalog.actions.put_services import ServiceIn, put_services
from andon.catalog.models import Brand, Capability, Dependency, Service
from andon.catalog.reads.our_brand import our_brand
from andon.catalog.reads.services_offered import services_offered
from andon.kit.errors import Invalid
from andon.people.models import Team, User
from andon.timeline.models import RecordedFact


def services(owner: Team, *slugs: str) -> list[Service]:
    return put_services([ServiceIn(slug=slug, name=slug.title(), owner=owner) for slug in slugs], by=NOBODY)


def test_putting_again_changes_the_same_service(care: Team, billing: Team) -> None:
    (first,) = services(care, "shop")
    again, twice = services(billing, "shop", "shop")
    assert first.id == again.id == twice.id
    assert Service.objects.get().owner == billing


@pytest.mark.parametrize("slug", ["", "Shop", "a b", "a\0", "-a", "x" * 61])
def test_a_bad_slug_is_refused_by_name(care: Team, slug: str) -> None:
    with pytest.raises(Invalid) as refused:
        services(care, slug)
    assert list(refused.value.faults) == ["slug"]


def test_services_never_depend_in_a_circle(care: Team) -> None:
    shop, pay, bank = services(care, "shop", "pay", "bank")
    connect_services(shop, needs=pay, by=NOBODY)
    connect_services(shop, needs=pay, by=NOBODY)
    connect_services(pay, needs=bank, by=NOBODY)
    for needs in (bank, shop):
        with pytest.raises(Invalid):
            connect_services(bank, needs=needs, by=NOBODY)
    assert Dependency.objects.count() == 2
    disconnect_services(pay, needs=bank, by=NOBODY)
    disconnect_services(pay, needs=bank, by=NOBODY)
    connect_services(bank, needs=shop, by=NOBODY)
    kinds = RecordedFact.objects.filter(kind__startswith="catalog.Services").values_list("kind", flat=True)
    assert sorted(kinds) == ["catalog.ServicesConnected"] * 3 + ["catalog.ServicesDisconnected"]


def test_the_catalogue_is_read_in_three_queries(checkout: Service, django_assert_num_queries: Any) -> None:
    services(checkout.owner, *(f"s{n}" for n in range(20)))
    with django_assert_num_queries(3):
        shown = [
            (service.owner.name, list(service.capabilities.all()), list(service.needs.all()))
            for service in services_offered()
        ]
    assert len(shown) == 21


def test_a_brand_is_put_by_slug_and_before_that_a_plain_one_stands_in(db: None) -> None:
    assert our_brand().portal_name == "Support"
    put_brand(slug="fernhill", name="Fernhill", hue=150, locales=["de", "en"], by=NOBODY)
    put_brand(slug="fernhill", name="Fernhill Commerce", hue=150, locales=["de", "en"], by=NOBODY)
    assert Brand.objects.count() == 1
    assert (our_brand().portal_name, our_brand().locales) == ("Fernhill Commerce", ["en", "de"])
    for bad in ({"hue": 360}, {"locales": ["xx"]}, {"name": ""}):
        with pytest.raises(Invalid):
            put_brand(**({"slug": "fernhill", "name": "F", "by": NOBODY} | bad))


def test_programs_put_the_catalogue_in_batches(api: Any, ada: User, alice: User, care: Team) -> None:
    caller = api(ada)
    items = [{"slug": "pay", "name": "Pay", "owner": "care"}, {"slug": "x", "name": "X", "owner": "nobody"}]
    assert api(alice).post("/services/put_services", {"items": items}).status_code == 403
    answer = caller.post("/services/put_services", {"items": items}).json()
    assert [each["status"] for each in answer] == [200, 422]
    words = [{"slug": "pay", "name": "Paying", "service": "pay"}, {"slug": "y", "name": "", "service": "pay"}]
    answer = caller.post("/capabilities/put_capabilities", {"items": words}).json()
    assert [each["status"] for each in answer] == [200, 422]
    assert Capability.objects.get().name == "Paying"
    assert caller.post("/services/pay/connect_services", {"needs": "pay"}).status_code == 422
    assert caller.get("/services/pay/needs").json() == []
    assert caller.post("/brands/put_brand", {"slug": "f", "name": "F"}).json()["locales"][0] == "en"
    assert [each["slug"] for each in caller.get("/capabilities").json()["items"]] == ["pay"]
