"""Escalating by the button on the case, and answering: in a browser, at a desk and on a phone."""

from collections.abc import Callable

from playwright.sync_api import expect

from andon.case_escalations.actions.put_escalation_kind import put_escalation_kind
from andon.case_escalations.models import CaseEscalation
from andon.cases.actions.open_case import open_case
from andon.cases.case_in import CaseIn
from andon.customers.models import Contact
from andon.people.models import Team, User
from tests.cast import NOBODY

from .conftest import Visitor


def test_the_button_and_its_answer(
    visitor: Callable[..., Visitor], alice: User, mei: User, care: Team, dana: Contact
) -> None:
    case = open_case(CaseIn(title="It hangs", body="Help", contact=dana, team=care, owner=alice), by=NOBODY)
    put_escalation_kind("vip", name="VIP", by=NOBODY)
    agent, lead = visitor(alice), visitor(mei, phone=True, dark=True)
    page = agent.go(f"/cases/{case.ref}/")
    page.get_by_role("button", name="Escalate…").click()
    dialog = page.get_by_role("dialog", name="Escalate the case")
    dialog.get_by_label("To whom").select_option("vip")
    dialog.get_by_label("Why").fill("Their director called")
    with page.expect_navigation():
        dialog.get_by_role("button", name="Escalate it").click()
    expect(page.get_by_text("Escalated to VIP")).to_be_visible()
    expect(page.get_by_text("the leads were told, nobody is paged")).to_be_visible()

    answers = lead.go(f"/cases/{case.ref}/")
    answers.get_by_role("link", name="Answer…").click()
    answers.get_by_label("What happens next").fill("I call him at noon")
    with answers.expect_navigation():
        answers.get_by_role("button", name="Accept it").click()
    # Alice's screen follows by itself.
    expect(page.get_by_text("Mei Tanaka has it").first).to_be_visible()
    expect(page.get_by_text("I call him at noon").first).to_be_visible()
    assert CaseEscalation.objects.get().state == "accepted"
    case.refresh_from_db()
    assert case.owner == alice
    assert agent.complaints == lead.complaints == []
