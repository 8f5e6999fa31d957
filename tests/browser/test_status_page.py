"""The status page on a phone and at a desk, from its own server, with no database behind it."""

import os
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Locator, LocatorAssertions, expect

from andon.catalog.models import Service
from andon.incidents.actions.declare_incident import declare_incident
from andon.kit import clock
from andon.people.models import User
from andon.status_page.actions.post_status import post_status
from andon.status_page.actions.publish_incident import publish_incident
from andon.status_page.actions.put_component import put_component
from andon.status_page.actions.put_status_page import put_status_page
from andon.status_page.models import Component, Publication, StatusPage
from andon.status_page.publishing import publish
from tests.cast import NOBODY
from tests.status_server import StatusServer, serving

from .conftest import PATIENCE
from .test_every_screen import STANDARD

SIZES = {"phone": {"width": 390, "height": 844}, "desk": {"width": 1360, "height": 900}}


@pytest.fixture
def server(tmp_path: Path) -> Iterator[StatusServer]:
    with serving(tmp_path) as made:
        yield made


def seen(what: Locator) -> LocatorAssertions:
    """With the patience of the others."""
    expect.set_options(timeout=PATIENCE)
    return expect(what)


@pytest.fixture
def board(db: None, settings: Any, server: StatusServer) -> StatusPage:
    settings.STATUS_FOLDER = server.folder
    made = put_status_page(slug="fernhill", name="Fernhill status", time_zone="Europe/Lisbon", by=NOBODY)
    StatusPage.objects.filter(id=made.id).update(address=server.url)
    return made


def lines(board: StatusPage, checkout: Service) -> list[Component]:
    """As if they had stood there for long."""
    for place, (name, german, group) in enumerate(
        [("Paying", "Bezahlen", "Shop"), ("Orders and refunds", "Bestellungen", "Shop"), ("Sign-in", "Anmelden", "")]
    ):
        slug = name.split()[0].lower()
        put_component(
            board, slug=slug, name=name, names={"de": german}, group=group, service=checkout, position=place, by=NOBODY
        )
    Component.objects.update(since=clock.now() - timedelta(days=200))
    return list(board.components.all())


def past(board: StatusPage, checkout: Service, line: Component, state: str, days: int) -> None:
    """A disturbance of two hours, so many days ago."""
    incident = declare_incident(title="inside", services=[checkout], by=NOBODY, page=False)
    began = clock.now() - timedelta(days=days)
    told: dict[str, Any] = {"titles": {"en": "Refunds were slow"}, "texts": {"en": "We saw it."}, "started_at": began}
    made = publish_incident(incident, page=board, states={line: state}, by=NOBODY, **told)
    post_status(made, stage="resolved", texts={}, states={}, by=NOBODY)
    made.spells.update(ended_at=began + timedelta(hours=2))
    Publication.objects.filter(id=made.id).update(resolved_at=began + timedelta(hours=2))
    made.posts.update(at=began + timedelta(minutes=5))


def standing(board: StatusPage, checkout: Service, line: Component, by: User) -> Publication:
    incident = declare_incident(title="inside", services=[checkout], by=NOBODY, page=False)
    titles = {"en": "Paying hangs on Android 5.1", "de": "Bezahlen hängt auf Android 5.1"}
    words = {"en": "Five shops have told us that Pay hangs.\n\nPaying by card in the browser works."}
    return publish_incident(
        incident, page=board, titles=titles, texts=words, states={line: "partial_outage"}, by=by.actor
    )


@pytest.mark.parametrize(
    ("size", "scheme", "scripts"),
    [("phone", "dark", True), ("phone", "light", False), ("desk", "light", True), ("desk", "dark", False)],
)
def test_it_is_read(
    size: str,
    scheme: Any,
    scripts: bool,
    chromium: Browser,
    board: StatusPage,
    server: StatusServer,
    checkout: Service,
    alice: User,
) -> None:
    paying, orders, _sign_in = lines(board, checkout)
    past(board, checkout, orders, "degraded_performance", 17)
    past(board, checkout, paying, "major_outage", 41)
    post_status(standing(board, checkout, paying, alice), stage="identified", texts={}, states={}, by=alice.actor)
    publish(server.folder)
    context = chromium.new_context(viewport=SIZES[size], color_scheme=scheme, java_script_enabled=scripts)  # type: ignore[arg-type]
    faults: list[str] = []
    page = context.new_page()
    page.set_default_timeout(PATIENCE)
    page.on("console", lambda said: faults.append(said.text) if said.type in ("error", "warning") else None)
    page.goto(f"{server.url}/")
    seen(page.get_by_role("heading", level=1)).to_have_text("Paying hangs on Android 5.1")
    seen(page.get_by_text("checked").first).to_be_visible()
    if scripts:
        found = Axe().run(page, options=STANDARD).response["violations"]
        assert [(one["id"], one["nodes"][0]["html"][:160]) for one in found] == []
        wide = page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth")
        assert not wide
    if folder := os.environ.get("ANDON_PICTURES"):
        page.screenshot(path=f"{folder}/status-{size}-{scheme}.png", full_page=True)
    page.get_by_role("link", name="Deutsch").click()
    seen(page.get_by_role("heading", level=1)).to_have_text("Bezahlen hängt auf Android 5.1")
    page.get_by_role("link", name="Verlauf").click()
    seen(page.get_by_role("heading", level=1)).to_have_text("Die letzten 90 Tage")
    page.get_by_role("link", name="Refunds were slow").first.click()
    seen(page.get_by_role("heading", level=1)).to_have_text("Refunds were slow")
    assert faults == []
    context.close()


def test_it_never_says_all_is_well_when_nobody_renews_it(
    chromium: Browser, board: StatusPage, server: StatusServer, checkout: Service
) -> None:
    lines(board, checkout)
    publish(server.folder)
    page = chromium.new_page()
    page.goto(f"{server.url}/")
    seen(page.get_by_role("heading", name="No disturbance is known")).to_be_visible()
    (server.folder / "fernhill/heartbeat.json").write_text('{"renewed_at": "2026-01-01T00:00:00+00:00", "content": ""}')
    page.reload()
    seen(page.get_by_text("This page is not being renewed just now.")).to_be_visible()
    seen(page.get_by_text("No disturbance is known")).to_be_hidden()
    publish(server.folder)
    page.reload()
    seen(page.get_by_role("heading", name="No disturbance is known")).to_be_visible()
    page.close()
