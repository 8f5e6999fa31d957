"""Omar asks once; Alice answers by one key, Bob passes it on, Dana presses a button: each at an own screen, and Omar's
table fills by itself."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import expect

from andon.cases.actions.open_case import open_case
from andon.cases.case_in import CaseIn
from andon.cases.models import Case, CasePolicy
from andon.catalog.models import Service
from andon.customers.models import Contact
from andon.incidents.actions.declare_incident import declare_incident
from andon.incidents.models import Incident
from andon.people.models import Team, User
from andon.questions.models import Answer
from tests.cast import NOBODY, account, contact
from tests.live_server import wait_until
from tests.peers.mail_relay import MailRelay

from .conftest import PATIENCE, Visitor

expect.set_options(timeout=PATIENCE)


@pytest.fixture
def cases(care: Team, alice: User, bob: User, dana: Contact) -> list[Case]:
    CasePolicy.objects.create(default_team=care)
    other = contact("Giulia Conti", "giulia@bellavista.example", account("bellavista", "Bellavista"))
    return [
        open_case(
            CaseIn(title="Checkout hangs", body="x", contact=who, team=care, owner=owner, verified=True, receipt=False),
            by=NOBODY,
        )
        for who, owner in ((other, alice), (dana, bob))
    ]


@pytest.fixture
def incident(cases: list[Case], checkout: Service, alice: User) -> Incident:
    return declare_incident(title="Checkout hangs", services=[checkout], cases=cases, by=alice.actor, page=False)


def test_the_question_of_the_day(
    visitor: Callable[..., Visitor],
    post_office: MailRelay,
    alice: User,
    bob: User,
    omar: User,
    cases: list[Case],
    incident: Incident,
) -> None:
    engineer, agent, colleague, customer = visitor(omar), visitor(alice), visitor(bob, phone=True), visitor(phone=True)
    hers = agent.go(f"/inbox/?case={cases[0].ref}")
    his = colleague.go(f"/cases/{cases[1].ref}/")

    page = engineer.go(f"/incidents/{incident.ref}/")
    page.get_by_role("link", name="Ask the linked cases").click()
    page.get_by_label("Your question").fill("Which wallet did they use?")
    page.get_by_label("What is answered").select_option("number")
    expect(page.get_by_label("Choices, one a line")).to_be_hidden()
    page.get_by_label("What is answered").select_option("choice")
    page.get_by_label("Choices, one a line").fill("Teapot\nPayNow\nCard only")
    page.get_by_label("Agents may pass it on").check()
    page.get_by_role("button", name="Ask it").click()
    expect(page.get_by_text("Nobody has answered yet")).to_be_visible()
    expect(page.get_by_text("waits for Alice Moreau")).to_be_visible()

    # Alice reloads nothing: it stands above her case, and one key answers it.
    expect(hers.get_by_text("Which wallet did they use?").first).to_be_visible()
    with hers.expect_navigation():
        hers.keyboard.press("1")
    expect(hers.get_by_text("Noted. The engineers see it.")).to_be_visible()
    expect(hers.get_by_text("Teapot").first).to_be_visible()

    # Bob does not know; one press asks Dana.
    with his.expect_navigation():
        his.get_by_role("button", name="Ask Dana").click()
    wait_until(lambda: post_office.to("dana@acme.example"), seconds=PATIENCE / 1000, what="the mail to Dana")
    mail = post_office.to("dana@acme.example")[-1].get_content()
    assert "Which wallet did they use?" in mail
    expect(page.get_by_text("the customer was asked")).to_be_visible()

    found = re.search(r"https?://[^\s]+/my/[^\s]+", mail)
    assert found
    mine = customer.go(re.sub(r"^https?://[^/]+", "", found[0]))
    with mine.expect_navigation():
        mine.get_by_role("button", name="PayNow").click()
    expect(mine.get_by_text("Thank you. That helps us.")).to_be_visible()
    expect(mine.get_by_text("You answered:")).to_be_visible()

    # Omar's table has filled by itself; Bob's case shows her words.
    expect(page.get_by_text("2 of 2 answered")).to_be_visible()
    expect(page.get_by_role("row", name=re.compile("PayNow 1 1 50 %"))).to_be_visible()
    expect(his.get_by_text("PayNow").first).to_be_visible()
    assert sorted(Answer.objects.values_list("via", flat=True)) == ["agent", "customer"]
    assert engineer.complaints == agent.complaints == colleague.complaints == customer.complaints == []
