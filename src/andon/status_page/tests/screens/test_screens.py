from collections.abc import Callable
from typing import Any

import pytest
from conftest import MoveClock
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from tests.cast import NOBODY

from andon.catalog.models import Service
from andon.incidents.actions.declare_incident import declare_incident
from andon.incidents.models import Incident
from andon.people.models import User
from andon.status_page.actions.publish_incident import publish_incident
from andon.status_page.actions.put_component import put_component
from andon.status_page.actions.put_status_page import put_status_page
from andon.status_page.models import Component, Publication, StatusPage


def signed_in(user: User) -> Client:
    client = Client()
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    return client


@pytest.fixture
def board(move_clock: MoveClock, db: None) -> StatusPage:
    return put_status_page(slug="fernhill", name="Fernhill status", by=NOBODY)


@pytest.fixture
def paying(board: StatusPage, checkout: Service) -> Component:
    return put_component(board, slug="paying", name="Paying", service=checkout, by=NOBODY)


@pytest.fixture
def incident(checkout: Service, paying: Component) -> Incident:
    return declare_incident(title="OOM in pods", services=[checkout], severity="critical", by=NOBODY, page=False)


def at(incident: Incident, verb: str = "", *more: object) -> str:
    return reverse(f"status_page:{verb or 'incident_on_page'}", args=[incident.ref, "fernhill", *more])


GIVEN = {
    "title_en": "Paying hangs",
    "title_de": "Bezahlen hängt",
    "text_en": "We are on it.",
    "stage": "investigating",
    "state_paying": "partial_outage",
    "follows": "on",
}


def test_a_page_is_set_up(ada: User, checkout: Service, move_clock: MoveClock) -> None:
    client = signed_in(ada)
    made = client.post(reverse("status_page:status_pages"), {"name": "Fernhill status", "slug": "fernhill"})
    again = client.post(reverse("status_page:status_pages"), {"name": "Other", "slug": "fernhill"})
    assert again.status_code == 422
    line = {"name": "Paying", "slug": "paying", "name_de": "Bezahlen", "position": 10, "service": str(checkout.id)}
    put = reverse("status_page:put_component", args=["fernhill"])
    assert client.post(put, line).status_code == 302
    assert Component.objects.get().names == {"de": "Bezahlen"}
    shown = client.get(made["Location"], {"line": "paying"}).content.decode()
    assert "Change “Paying”" in shown
    assert "Bezahlen" in shown
    bad = {"name": "x", "time_zone": "Europe/Lisbon", "address": "https://a b.example"}
    refused = client.post(made["Location"], bad)
    assert refused.status_code == 422
    assert "whole address" in refused.content.decode()
    good = {"name": "Fernhill", "time_zone": "Europe/Lisbon", "address": "https://status.fernhill.example/"}
    assert client.post(made["Location"], good).status_code == 302
    assert StatusPage.objects.get().address == "https://status.fernhill.example"
    assert client.post(put, line | {"name": "\x07"}).status_code == 422


def test_an_incident_is_put_on_it_followed_and_taken_off(alice: User, incident: Incident, paying: Component) -> None:
    client = signed_in(alice)
    on_incident = client.get(reverse("incidents:incident", args=[incident.ref])).content.decode()
    assert reverse("status_page:on_pages", args=[incident.ref]) in on_incident
    assert client.get(reverse("status_page:on_pages", args=[incident.ref]))["Location"] == at(incident)
    form = client.get(at(incident))
    assert form.context["post"]["state_paying"].initial == "major_outage"
    assert form.context["titles"]["title_en"].value() is None
    assert client.post(at(incident, "publish_incident"), GIVEN)["Location"] == at(incident)
    publication = Publication.objects.get()
    assert publication.follows
    shown = client.get(at(incident)).content.decode()
    assert "We are on it." in shown
    assert "Take it off the page" in shown
    told = {"stage": "identified", "text_en": "The cache.", "state_paying": "operational"}
    assert client.post(at(incident, "post_status"), told).status_code == 302
    assert not publication.spells.filter(ended_at=None).exists()
    post = publication.posts.first()
    assert post is not None
    assert client.post(at(incident, "take_post_back", post.id)).status_code == 302
    assert "The cache." not in client.get(at(incident)).content.decode()
    assert client.post(at(incident, "correct_publication"), {"title_en": "Paying is slow"}).status_code == 302
    publication.refresh_from_db()
    assert (publication.titles, publication.follows) == ({"en": "Paying is slow"}, False)
    timeline = client.get(reverse("incidents:incident", args=[incident.ref])).content.decode()
    assert "Alice Moreau put it on the status page" in timeline
    assert client.post(at(incident, "unpublish_incident")).status_code == 302
    assert "Show it to everybody" in client.get(at(incident)).content.decode()
    assert client.post(at(incident, "post_status"), told).status_code == 404


def test_what_was_typed_is_kept(alice: User, incident: Incident) -> None:
    client = signed_in(alice)
    for bad in ({"title_en": ""}, {"text_de": "\x07"}, {"started_at": "2999-01-01T10:00"}, {"stage": "over"}):
        answer = client.post(at(incident, "publish_incident"), GIVEN | {"text_fr": "mots gardés"} | bad)
        assert answer.status_code == 422
        assert "mots gardés" in answer.content.decode()
    assert not Publication.objects.exists()


def test_others_may_not(omar: User, rita: User, incident: Incident) -> None:
    for user in (omar, rita):
        client = signed_in(user)
        assert client.get(at(incident)).status_code == 403
        assert client.post(at(incident, "publish_incident"), GIVEN).status_code == 403
        screen = client.get(reverse("incidents:incident", args=[incident.ref])).content.decode()
        assert "/status_page/" not in screen


def test_the_same_statements_for_any_number(
    alice: User, ada: User, board: StatusPage, incident: Incident, paying: Component
) -> None:
    def statements(lines: int) -> list[int]:
        for number in range(lines):
            put_component(board, slug=f"line-{lines}-{number}", name="Line", by=NOBODY)
        put_status_page(slug=f"page-{lines}", name="Page", by=NOBODY)
        counted = []
        for client, address in (
            (signed_in(alice), at(incident)),
            (signed_in(ada), reverse("status_page:status_page", args=["fernhill"])),
            (signed_in(ada), reverse("status_page:status_pages")),
        ):
            with CaptureQueriesContext(connection) as queries:
                assert client.get(address).status_code == 200
            counted.append(len(queries))
        return counted

    publish_incident(
        incident, page=board, titles={"en": "x"}, texts={"en": "x"}, states={paying: "major_outage"}, by=alice.actor
    )
    statements(1)
    assert statements(2) == statements(20)


def test_programs_do_the_same(
    api: Callable[..., Any], ada: User, alice: User, rita: User, checkout: Service, move_clock: MoveClock
) -> None:
    admin, agent = api(ada), api(alice)
    page = {"slug": "fernhill", "name": "Fernhill status", "time_zone": "Europe/Lisbon"}
    assert admin.post("/status_pages/put_status_page", page).status_code == 200
    assert agent.post("/status_pages/put_status_page", page).status_code == 403
    line = {"slug": "paying", "name": "Paying", "capability": "checkout", "names": {"de": "Bezahlen"}}
    assert admin.post("/status_pages/fernhill/put_component", line).status_code == 200
    assert agent.get("/status_pages").json()["items"][0]["slug"] == "fernhill"
    assert agent.get("/status_pages/fernhill/components").json()[0]["names"] == {"de": "Bezahlen"}
    incident = declare_incident(title="OOM", services=[checkout], by=NOBODY, page=False)
    on = f"/incidents/{incident.ref}"
    given = {"page": "fernhill", "titles": {"en": "Paying hangs"}, "states": {"paying": "major_outage"}}
    assert api(rita).post(f"{on}/publish_incident", given).status_code == 403
    unknown = agent.post(f"{on}/publish_incident", given | {"states": {"nothing": "major_outage"}})
    assert unknown.status_code == 422
    assert agent.post(f"{on}/publish_incident", given | {"titles": {"en": "\x00"}}).status_code == 422
    assert agent.post(f"{on}/publish_incident", given).status_code == 201
    assert agent.post(f"{on}/publish_incident", given).status_code == 409
    told = agent.post(f"{on}/publications/fernhill/post_status", {"stage": "resolved", "texts": {"en": "Over."}})
    assert told.status_code == 201
    found = agent.get(f"{on}/publications").json()[0]
    assert (found["stage"], found["posts"][0]["texts"]) == ("resolved", {"en": "Over."})
    back = f"{on}/publications/fernhill/posts/{told.json()['id']}/take_post_back"
    assert agent.post(back).status_code == 204
    titles = {"titles": {"en": "Paying"}}
    assert agent.post(f"{on}/publications/fernhill/correct_publication", titles).json()["titles"] == {"en": "Paying"}
    assert agent.post(f"{on}/publications/fernhill/unpublish_incident").status_code == 204
    assert agent.get(f"{on}/publications").json() == []
