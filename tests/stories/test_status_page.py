"""Customers see on the status page what somebody put there, and nothing else; it stays up when the rest is down."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from conftest import MoveClock
from django.db import connection
from django.test.utils import CaptureQueriesContext

from andon.catalog.models import Service
from andon.comms.actions.send_update import send_update
from andon.comms.actions.withdraw_update import withdraw_update
from andon.comms.actions.write_update import write_update
from andon.comms.audience import audience_of
from andon.incidents.actions.declare_incident import declare_incident
from andon.incidents.actions.mitigate_incident import mitigate_incident
from andon.incidents.actions.reopen_incident import reopen_incident
from andon.incidents.actions.resolve_incident import resolve_incident
from andon.incidents.models import Incident
from andon.kit import clock
from andon.kit.errors import Conflict, Invalid
from andon.people.models import User
from andon.status_page.actions.post_status import post_status
from andon.status_page.actions.publish_incident import publish_incident
from andon.status_page.actions.put_component import put_component
from andon.status_page.actions.put_status_page import put_status_page
from andon.status_page.actions.take_post_back import take_post_back
from andon.status_page.actions.unpublish_incident import unpublish_incident
from andon.status_page.models import Component, Publication, StatusPage
from andon.status_page.publishing import publish
from andon.status_page.reads.page_shown import page_shown
from andon.timeline.models import RecordedFact
from tests.cast import NOBODY

pytestmark = pytest.mark.django_db
SECRET = "Checkout pods OOM after Teapot 4.2 rollout"


@pytest.fixture
def board(move_clock: MoveClock, settings: Any, tmp_path: Path) -> StatusPage:
    settings.STATUS_FOLDER = tmp_path / "status"
    return put_status_page(slug="fernhill", name="Fernhill status", time_zone="Europe/Lisbon", by=NOBODY)


@pytest.fixture
def paying(board: StatusPage, checkout: Service) -> Component:
    names = {"de": "Bezahlen", "pt": "Pagar"}
    return put_component(board, slug="paying", name="Paying", names=names, group="Shop", service=checkout, by=NOBODY)


@pytest.fixture
def sign_in(board: StatusPage) -> Component:
    return put_component(board, slug="sign-in", name="Sign-in", by=NOBODY)


@pytest.fixture
def incident(checkout: Service, alice: User, board: StatusPage) -> Incident:
    return declare_incident(title=SECRET, services=[checkout], cases=[], by=alice.actor, page=False)


def put_on(board: StatusPage, incident: Incident, paying: Component, by: User, **more: Any) -> Publication:
    said: dict[str, Any] = {"titles": {"en": "Paying hangs", "de": "Bezahlen hängt"}, "texts": {"en": "We are on it."}}
    return publish_incident(incident, page=board, states={paying: "partial_outage"}, by=by.actor, **{**said, **more})


def written(settings: Any, path: str = "fernhill/index.html") -> str:
    return (settings.STATUS_FOLDER / path).read_text()


def summary(settings: Any) -> dict[str, Any]:
    read: dict[str, Any] = json.loads(written(settings, "fernhill/api/v2/summary.json"))
    return read


def test_nothing_is_shown_until_somebody_puts_it_there(
    board: StatusPage,
    paying: Component,
    incident: Incident,
    alice: User,
    run_due_work: Callable[[], int],
    settings: Any,
) -> None:
    run_due_work()
    assert "No disturbance is known" in written(settings)
    assert summary(settings)["status"]["indicator"] == "none"
    put_on(board, incident, paying, alice)
    run_due_work()
    shown = written(settings)
    assert "Paying hangs" in shown
    assert "We are on it." in shown
    assert "Partly disturbed" in shown
    assert summary(settings)["incidents"][0]["name"] == "Paying hangs"
    everything = b"".join(file.read_bytes() for file in settings.STATUS_FOLDER.rglob("*") if file.is_file())
    for inside in (SECRET, "OOM", incident.ref, "alice", "Alice"):
        assert inside.encode() not in everything
    fact = RecordedFact.objects.get(kind="status_page.StatusPosted")
    assert incident.subject.key in fact.about


def test_it_is_read_in_the_readers_language(
    board: StatusPage,
    paying: Component,
    incident: Incident,
    alice: User,
    run_due_work: Callable[[], int],
    settings: Any,
) -> None:
    put_on(board, incident, paying, alice)
    run_due_work()
    german, french = written(settings, "fernhill/de/index.html"), written(settings, "fernhill/fr/index.html")
    assert "Bezahlen hängt" in german
    assert ">Bezahlen<" in german
    assert "Wie es war" in german
    assert "Paying hangs" in french
    assert 'lang="en"' in french


def test_it_goes_on_until_it_is_over(
    board: StatusPage,
    paying: Component,
    sign_in: Component,
    incident: Incident,
    alice: User,
    move_clock: MoveClock,
    settings: Any,
) -> None:
    publication = put_on(board, incident, paying, alice)
    move_clock.forward(minutes=30)
    post_status(
        publication,
        stage="identified",
        texts={"en": "It is the cache."},
        states={sign_in: "major_outage"},
        by=alice.actor,
    )
    move_clock.forward(minutes=30)
    assert summary(settings)["status"]["indicator"] == "major"
    post_status(publication, stage="resolved", texts={}, states={}, by=alice.actor)
    move_clock.forward(minutes=1)
    told = summary(settings)
    assert {one["status"] for one in told["components"]} == {"operational"}
    assert told["incidents"] == []
    past = json.loads(written(settings, "fernhill/api/v2/incidents.json"))["incidents"][0]
    assert (past["status"], past["impact"]) == ("resolved", "critical")
    assert [one["status"] for one in past["incident_updates"]] == ["resolved", "identified", "investigating"]
    assert "This is resolved." in written(settings)
    line = next(one for one in page_shown(board, clock.now()).components if one.slug == "paying")
    assert (line.history.days[-1].state, line.history.days[-1].minutes) == ("partial_outage", 60)


def test_what_is_sent_to_customers_appears_without_their_names(
    board: StatusPage, paying: Component, incident: Incident, alice: User, move_clock: MoveClock, settings: Any
) -> None:
    put_on(board, incident, paying, alice, follows=True)
    texts = {"en": "Hello {first name},\n\nPay with another card.\n\n{owner}", "de": "{owner}"}
    update = write_update(incident, texts=texts, by=alice.actor)
    send_update(update, digest=audience_of(update).digest, by=alice.actor)
    move_clock.forward(seconds=5)
    assert "another card" not in written(settings)
    move_clock.forward(seconds=6)
    move_clock.forward(minutes=1)
    shown = written(settings)
    assert "Pay with another card." in shown
    assert "Hello" not in shown
    assert "{owner}" not in shown


def test_an_update_taken_back_or_not_followed_never_appears(
    board: StatusPage, paying: Component, incident: Incident, alice: User, move_clock: MoveClock, settings: Any
) -> None:
    publication = put_on(board, incident, paying, alice, follows=True)
    update = write_update(incident, texts={"en": "Oops"}, by=alice.actor)
    send_update(update, digest=audience_of(update).digest, by=alice.actor)
    withdraw_update(update, by=alice.actor)
    move_clock.forward(minutes=2)
    Publication.objects.filter(id=publication.id).update(follows=False)
    update = write_update(incident, texts={"en": "Only for those who are hit"}, by=alice.actor)
    send_update(update, digest=audience_of(update).digest, by=alice.actor)
    resolve_incident(incident, by=alice.actor)
    move_clock.forward(minutes=2)
    shown = written(settings)
    assert "Oops" not in shown
    assert "Only for those" not in shown
    publication.refresh_from_db()
    assert publication.stage == "investigating"


def test_it_follows_the_incident_and_comes_back_when_that_does(
    board: StatusPage, paying: Component, incident: Incident, alice: User, move_clock: MoveClock, settings: Any
) -> None:
    publication = put_on(board, incident, paying, alice, follows=True)

    def stage() -> str:
        move_clock.forward(minutes=2)
        publication.refresh_from_db()
        return publication.stage

    mitigate_incident(incident, by=alice.actor)
    assert stage() == "monitoring"
    assert "A fix is in place" in written(settings)
    resolve_incident(incident, by=alice.actor)
    assert stage() == "resolved"
    assert publication.resolved_at is not None
    reopen_incident(incident, by=alice.actor)
    assert stage() == "investigating"
    assert summary(settings)["components"][-1]["status"] == "partial_outage"
    assert publication.posts.count() == 4


def test_words_are_taken_back_and_the_whole_is_taken_off(
    board: StatusPage, paying: Component, incident: Incident, alice: User, move_clock: MoveClock, settings: Any
) -> None:
    publication = put_on(board, incident, paying, alice)
    post = post_status(publication, stage="identified", texts={"en": "Wrong words"}, states={}, by=alice.actor)
    take_post_back(take_post_back(post, by=alice.actor), by=alice.actor)
    move_clock.forward(minutes=1)
    assert "Wrong words" not in written(settings)
    with pytest.raises(Conflict):
        put_on(board, incident, paying, alice)
    unpublish_incident(unpublish_incident(publication, by=alice.actor), by=alice.actor)
    move_clock.forward(minutes=1)
    assert "Paying hangs" not in written(settings)
    assert page_shown(board, clock.now()).components[0].history.uptime == 100
    with pytest.raises(Conflict):
        post_status(publication, stage="resolved", texts={}, states={}, by=alice.actor)
    put_on(board, incident, paying, alice, texts={"en": "Again"})
    move_clock.forward(minutes=1)
    assert "Again" in written(settings)
    assert "Wrong words" not in written(settings)


@pytest.mark.parametrize(
    ("bad", "field"),
    [
        ({"titles": {"de": "x"}}, "title_en"),
        ({"titles": {"en": "x\x00"}}, "title_en"),
        ({"titles": {"en": "\ud800"}}, "title_en"),
        ({"texts": {"en": "x" * 5001}}, "text_en"),
        ({"texts": {"xx": "x"}}, "text_xx"),
        ({"stage": "over"}, "stage"),
    ],
)
def test_bad_input_is_named(
    board: StatusPage, paying: Component, incident: Incident, alice: User, bad: dict[str, Any], field: str
) -> None:
    with pytest.raises(Invalid) as refused:
        put_on(board, incident, paying, alice, **bad)
    assert field in refused.value.faults
    assert not Publication.objects.exists()


def test_what_did_not_change_is_left_alone(
    board: StatusPage, paying: Component, incident: Incident, alice: User, move_clock: MoveClock, settings: Any
) -> None:
    folder = settings.STATUS_FOLDER
    assert publish(folder).files > 20
    assert publish(folder).files == 0
    before = (folder / "fernhill/heartbeat.json").stat().st_mtime_ns
    publish(folder)
    assert (folder / "fernhill/heartbeat.json").stat().st_mtime_ns > before
    publication = put_on(board, incident, paying, alice)
    assert publish(folder).files > 10
    unpublish_incident(publication, by=alice.actor)
    publish(folder)
    assert not list(folder.rglob(f"{publication.id.hex}.html"))
    assert not list(folder.rglob("*.new"))


def test_reading_a_page_takes_the_same_statements_for_any_number(
    board: StatusPage, paying: Component, alice: User, checkout: Service
) -> None:
    def statements(count: int) -> int:
        for _number in range(count):
            made = declare_incident(title="x", services=[checkout], cases=[], by=alice.actor, page=False)
            put_component(board, slug=f"line-{made.number}", name="Line", by=NOBODY)
            post_status(
                put_on(board, made, paying, alice), stage="resolved", texts={"en": "x"}, states={}, by=alice.actor
            )
        with CaptureQueriesContext(connection) as queries:
            page_shown(board, clock.now())
        return len(queries)

    assert statements(2) == statements(10)
