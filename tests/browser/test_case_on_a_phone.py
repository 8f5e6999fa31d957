"""What an agent does with a case from her phone, 390 pixels wide."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Locator, expect

from andon.cases.actions.open_case import open_case
from andon.cases.case_in import CaseIn
from andon.cases.models import Case
from andon.catalog.models import Service
from andon.customers.models import Contact
from andon.incidents.actions.declare_incident import declare_incident
from andon.incidents.models import IncidentCase
from andon.people.models import Team, User

from .conftest import PATIENCE, Visitor

expect.set_options(timeout=PATIENCE)


@pytest.fixture
def case(alice: User, care: Team, dana: Contact) -> Case:
    """Nobody's yet, with a long name."""
    title = "Checkout hangs since this morning on all our tablets in Lisbon and Porto"
    given = CaseIn(title=title, body="Since this morning.", contact=dana, team=care, receipt=False, verified=True)
    opened = open_case(given, by=dana.actor)
    Case.objects.filter(id=opened.id).update(owner=None)
    return opened


def is_whole(found: Locator) -> bool:
    """It stands in the window, not beside it."""
    box, size = found.bounding_box(), found.page.viewport_size
    assert box
    assert size
    return box["x"] >= 0 and box["x"] + box["width"] <= size["width"] and box["y"] + box["height"] <= size["height"]


@pytest.mark.parametrize("path", ["/cases/{ref}/", "/inbox/?view=unassigned&case={ref}"])
def test_she_links_it_to_an_incident_or_declares_one(
    visitor: Callable[..., Visitor], case: Case, alice: User, checkout: Service, path: str
) -> None:
    incident = declare_incident(title="Payments stop", services=[checkout], page=False, by=alice.actor)
    agent = visitor(alice, phone=True)
    page = agent.go(path.format(ref=case.ref))
    page.get_by_role("button", name="Incident…").click()
    declare = page.get_by_role("link", name="Declare an incident")
    link = page.get_by_role("button", name=f"Link to {incident.ref}")
    expect(declare).to_be_visible()
    expect(link).to_be_visible()
    assert is_whole(declare)
    assert is_whole(link)
    link.click()
    expect(page.get_by_role("link", name=incident.ref).first).to_be_visible()
    assert IncidentCase.objects.get().case == case
    page.get_by_role("button", name="Incident…").click()
    page.get_by_role("link", name="Declare an incident").click()
    expect(page.get_by_label("Cases that report it")).to_have_value(case.ref)
    assert agent.complaints == []


def test_she_takes_it(visitor: Callable[..., Visitor], case: Case, alice: User) -> None:
    page = visitor(alice, phone=True).go(f"/cases/{case.ref}/")
    page.get_by_role("button", name="More actions").click()
    take = page.get_by_role("button", name="Take it")
    expect(take).to_be_visible()
    assert is_whole(take)
    take.click()
    expect(page.get_by_text("It is yours now.")).to_be_visible()
    case.refresh_from_db()
    assert case.owner == alice
