"""The day as it is lived: a customer, the agent who owns her case and the engineer on call, each at an own screen.

Nobody reloads. Each step is done by the mouse and keyboard of one and seen by another, as soon as it is so.
"""

import re
from collections.abc import Callable
from email.message import EmailMessage

import pytest
from playwright.sync_api import Page, expect

from andon.cases.models import Case, CasePolicy
from andon.catalog.models import Service
from andon.customers.models import Contact
from andon.paging.models import Policy
from andon.people.models import Team, User
from tests.live_server import wait_until
from tests.peers.mail_relay import MailRelay

from .conftest import PATIENCE, Visitor

expect.set_options(timeout=PATIENCE)


@pytest.fixture(autouse=True)
def _house(care: Team, checkout: Service, dana: Contact, on_call: Policy) -> None:
    CasePolicy.objects.create(default_team=care)


def mail_to(post_office: MailRelay, address: str, words: str) -> EmailMessage:
    """The newest mail to this address with these words, once it is there."""

    def found() -> list[EmailMessage]:
        return [mail for mail in post_office.to(address) if words in f"{mail['Subject']}\n{mail.get_content()}"]

    wait_until(found, seconds=PATIENCE / 1000, what=f"a mail to {address} with “{words}”")
    return found()[-1]


def link_in(mail: EmailMessage) -> str:
    found = re.search(r"https?://\S+", mail.get_content())
    assert found
    return found[0]


def report(page: Page) -> None:
    page.get_by_label("What happens").fill("Checkout hangs on all our tablets since this morning")
    page.get_by_label("What is it about").select_option("Checkout")
    page.get_by_label("Your name").fill("Dana Whitfield")
    page.get_by_label("Your e-mail address").fill("dana@acme.example")
    page.get_by_role("button", name="Send the report").click()


def test_the_day(
    visitor: Callable[..., Visitor], post_office: MailRelay, alice: User, omar: User, dana: Contact
) -> None:
    customer, agent, engineer = visitor(), visitor(alice), visitor(omar, phone=True, dark=True)

    # Dana reports; Alice, who looks at her inbox, sees it arrive.
    inbox = agent.go("/inbox/")
    expect(inbox.get_by_role("heading", name="Nothing here")).to_be_visible()
    report(customer.go("/help/"))
    expect(customer.page.get_by_role("heading", level=1)).to_contain_text("We have your report: C-")
    row = inbox.get_by_role("link", name=re.compile("Checkout hangs on all our tablets"))
    expect(row).to_be_visible()

    # She opens it and answers; Dana reads it by the link in her mail, without doing anything.
    hers = customer.go(link_in(mail_to(post_office, "dana@acme.example", "thank you for writing")))
    expect(hers.get_by_role("heading", level=1)).to_have_text("Checkout hangs on all our tablets since this morning")
    hers.get_by_role("button", name="Yes, that was me").click()
    expect(hers.get_by_role("status")).to_contain_text("Thank you")
    row.click()
    inbox.get_by_role("textbox", name="Text").fill("Good morning Dana, I am looking at it.")
    inbox.get_by_role("button", name="Send to Dana").click()
    expect(hers.get_by_text("Good morning Dana, I am looking at it.")).to_be_visible()

    # Dana answers; it stands at Alice's screen.
    hers.get_by_label("Write to Alice").fill("Now the website hangs, too.")
    hers.get_by_role("button", name="Send").click()
    case = Case.objects.get()
    in_case = inbox.get_by_role("region", name=f"Case {case.ref}")
    expect(in_case.get_by_text("Now the website hangs, too.")).to_be_visible()

    # Alice declares an incident from the case; Omar, who is on call, is paged and takes it from the mail on his phone.
    declare = agent.page
    in_case.get_by_role("button", name="Incident…").click()
    declare.get_by_role("link", name="Declare an incident").click()
    declare.get_by_label("What does not work").fill("Checkout hangs")
    declare.get_by_label("Safe to say to customers").fill("Payments stop at the last step. Pay by hand meanwhile.")
    declare.get_by_role("button", name="Declare the incident").click()
    expect(declare.get_by_role("heading", level=1)).to_have_text("Checkout hangs")
    expect(hers.get_by_text("Payments stop at the last step.")).to_be_visible()
    night = engineer.go(link_in(mail_to(post_office, "omar@fernhill.example", "Checkout hangs")))
    expect(night.get_by_role("heading", level=1)).to_contain_text("Checkout hangs")
    night.get_by_role("button", name="I have it").click()
    expect(night.get_by_text("You have it")).to_be_visible()
    expect(declare.get_by_text("Omar").first).to_be_visible()

    # They talk on the line.
    line = declare.get_by_label("The line between agents and engineers")
    line.get_by_role("textbox", name="Text").fill("Since when does it hang?")
    line.get_by_role("button", name="Post").click()
    incident = re.search(r"/incidents/(I-\d+)/", declare.url)
    assert incident
    answers = engineer.go(f"/incidents/{incident[1]}/#line")
    expect(answers.get_by_text("Since when does it hang?")).to_be_visible()
    answers.get_by_role("textbox", name="Text").fill("Since the release at eight. It is going back now.")
    answers.get_by_role("button", name="Post").click()
    expect(line.get_by_text("Since the release at eight.")).to_be_visible()

    # Alice writes an update, sees who gets it, and sends it; Dana reads it in her case.
    declare.get_by_role("link", name="Write an update").click()
    declare.get_by_label("English").fill("Hello {first name}, the release of this morning goes back. Please wait.")
    declare.get_by_role("button", name="See who gets it").click()
    expect(declare.get_by_role("heading", name="What Dana gets")).to_be_visible()
    declare.get_by_role("button", name="Send to 1 person").click()
    expect(hers.get_by_text("Hello Dana, the release of this morning goes back.")).to_be_visible()
    mail_to(post_office, "dana@acme.example", "Hello Dana, the release")

    # Omar resolves; Dana is asked whether it works, says yes, and her case is closed.
    answers.get_by_role("button", name="Resolve…").click()
    answers.get_by_role("button", name=f"Resolve {incident[1]}").click()
    hers.get_by_role("button", name="Yes, it works").click()
    expect(hers.get_by_text("This case is closed")).to_be_visible()
    case.refresh_from_db()
    assert (case.status, case.close_reason) == ("closed", "verified_by_customer")
    assert customer.complaints + agent.complaints + engineer.complaints == []
