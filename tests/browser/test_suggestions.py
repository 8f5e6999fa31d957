"""What a case suggests, at the screen: merged, undone, linked to the incident it looks like; by mouse, and by phone."""

from collections.abc import Callable

import pytest
from playwright.sync_api import expect

from andon.cases.actions.open_case import open_case
from andon.cases.case_in import CaseIn
from andon.cases.models import Case, CasePolicy
from andon.catalog.models import Service
from andon.customers.models import Contact
from andon.incidents.actions.declare_incident import declare_incident
from andon.incidents.models import IncidentCase
from andon.people.models import Team, User
from andon.suggestions.models import Suggestion
from tests.cast import NOBODY, account, contact
from tests.live_server import wait_until

from .conftest import PATIENCE, Visitor

expect.set_options(timeout=PATIENCE)
BODY = "The checkout page hangs after I pay, and nobody gets a receipt."


@pytest.fixture
def cases(care: Team, dana: Contact, alice: User) -> list[Case]:
    """Dana tells one thing twice; Tom, of another company, tells it too."""
    CasePolicy.objects.create(default_team=care)
    tom = contact("Tom Berg", "tom@bergbikes.example", account("berg", "Berg Bikes"))

    def opened(title: str, of: Contact) -> Case:
        given = CaseIn(title=title, body=BODY, contact=of, team=care, owner=alice, verified=True, receipt=False)
        return open_case(given, by=NOBODY)

    return [
        opened("Checkout hangs at the payment step", dana),
        opened("Checkout hangs at the payment step again", dana),
        opened("Payment step of the checkout hangs", tom),
    ]


def test_suggested_merged_undone_and_linked(
    visitor: Callable[..., Visitor], cases: list[Case], alice: User, checkout: Service
) -> None:
    stays, again, other = cases
    agent = visitor(alice)
    wait_until(lambda: Suggestion.objects.filter(state="open").count() == 3)
    page = agent.go(f"/cases/{again.ref}/")
    expect(page.get_by_text("Likely the same matter as")).to_be_visible()
    page.get_by_role("button", name=f"Merge: {stays.ref}").click()
    expect(page.get_by_text("They are one case now.")).to_be_visible()
    page.get_by_role("button", name=f"Undo: take {again.ref} out again").click()
    expect(page.get_by_text("stands for itself again")).to_be_visible()
    assert Case.objects.get(id=again.id).merged_into_id is None

    # By keyboard: it does not belong together, and then it does.
    agent.go(f"/cases/{stays.ref}/")
    page.get_by_role("button", name=f"Not related: {other.ref}").focus()
    page.keyboard.press("Enter")
    page.get_by_role("button", name=f"Undo what was decided about {other.ref}").click()
    page.get_by_role("button", name=f"Belongs together: {other.ref}").click()
    expect(page.get_by_role("heading", name="Belongs together with")).to_be_visible()

    incident = declare_incident(
        title="Checkout hangs at the payment step", condition=BODY, services=[checkout], by=alice.actor, page=False
    )
    agent.go(f"/incidents/{incident.ref}/")
    expect(page.get_by_role("heading", name="3 cases look like this")).to_be_visible()
    page.get_by_role("button", name=f"Link: {other.ref}").click()
    expect(page.get_by_role("heading", name="2 cases look like this")).to_be_visible()
    page.get_by_role("button", name="Link all 2").click()
    expect(page.get_by_text("2 cases are linked.")).to_be_visible()
    assert IncidentCase.objects.filter(incident=incident, unlinked_at=None).count() == 3
    assert agent.complaints == []


def test_linked_from_a_case_by_phone(
    visitor: Callable[..., Visitor], cases: list[Case], alice: User, checkout: Service
) -> None:
    case = cases[2]
    incident = declare_incident(
        title="Checkout hangs at the payment step", condition=BODY, services=[checkout], by=alice.actor, page=False
    )
    wait_until(lambda: Suggestion.objects.filter(state="open", kind="link", case=case).exists())
    agent = visitor(alice, phone=True, dark=True)
    page = agent.go(f"/cases/{case.ref}/")
    page.get_by_role("button", name=f"Link: {incident.ref}").click()
    expect(page.get_by_text("The case is linked.")).to_be_visible()
    page.get_by_role("button", name="Customer", exact=True).click()
    page.get_by_role("button", name=f"Undo what was decided about {incident.ref}").click()
    wait_until(lambda: not IncidentCase.objects.filter(incident=incident, unlinked_at=None).exists())
    assert agent.complaints == []
