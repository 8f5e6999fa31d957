"""Customers know first: what they tell at three doors stands on Alice's board as one, is confirmed by a click, says
whom it hits and who keeps silent; and it is over only when the report curve agrees."""

import re
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta

import httpx
import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from andon.alerts.actions.create_integration_key import create_integration_key
from andon.cases.actions.open_case import open_case
from andon.cases.case_in import CaseIn
from andon.cases.models import Case, CasePolicy
from andon.catalog.models import Service
from andon.customers.actions.define_attribute import define_attribute
from andon.customers.models import Contact
from andon.emerging.models import EmergingIssue, Report
from andon.impact.models import BlastRadius, Fix, Outlook
from andon.incidents.actions.declare_incident import declare_incident
from andon.incidents.models import AffectedAccount, Incident
from andon.kit import clock
from andon.notifications.models import Notice
from andon.paging.models import Policy
from andon.people.models import Team, User
from andon.signals.actions.receive_signals import receive_signals
from andon.signals.signal_in import SignalIn
from tests.cast import NOBODY, account, contact
from tests.live_server import Product, wait_until

from .conftest import PATIENCE, Visitor
from .test_every_screen import STANDARD

pytestmark = pytest.mark.slow
expect.set_options(timeout=PATIENCE)
SECONDS = PATIENCE / 1000
EVERYDAY = [
    "How do I change the delivery address of my order?",
    "Please send me the invoice for last month once more",
    "Where can I download the manual of the coffee grinder?",
    "The colour of the jacket differs from the picture in the shop",
    "I would like to cancel my newsletter subscription",
    "Which size of the walking boots fits a small foot?",
    "My parcel has not arrived, the tracking says it is in Lyon",
    "Can a gift card be used twice in the store?",
]
HIT, ALL = 12, 90


@pytest.fixture(autouse=True)
def _house(care: Team, checkout: Service, on_call: Policy) -> None:
    CasePolicy.objects.create(default_team=care)


def shop(number: int, **attributes: str) -> Contact:
    of = account(f"shop{number}", f"Shop {number}", region="PT", attributes=attributes)
    return contact(f"Customer {number}", f"c{number}@shop{number}.example", of)


@pytest.fixture
def shops(db: None) -> list[Contact]:
    """Ninety accounts; twelve of them run Android 5.1."""
    define_attribute(key="platform", label="Platform", kind="cat", by=NOBODY)
    return [
        shop(number, platform="Android 5.1" if number < HIT else f"iPadOS {number % 3 + 15}") for number in range(ALL)
    ]


@pytest.fixture
def ordinary_days(product: Product) -> None:
    """Three of them, heard by the worker: every hour somebody else says something else."""
    now = clock.now()
    said = [
        SignalIn(
            text=EVERYDAY[number % len(EVERYDAY)],
            source="forum",
            author_handle=f"guest{number}",
            happened_at=now - timedelta(hours=number, minutes=number * 7 % 60),
            verified=True,
        )
        for number in range(72, 0, -1)
    ]
    receive_signals(said, by=NOBODY)
    wait_until(lambda: Report.objects.count() == len(said), seconds=2 * SECONDS, what="ordinary days to be heard")


@pytest.fixture
def at() -> Iterator[Callable[[datetime], None]]:
    """Domain time of this process alone stands at a moment; the product goes on by the wall."""
    yield lambda moment: clock.set_shift(clock.Shift(wall=clock.wall(), domain=moment, rate=0.0))
    clock.set_shift(None)


def by_mail(who: Contact, care: Team) -> Case:
    given = CaseIn(
        title=f"Checkout hangs at the payment step, {who.name}",
        body="The checkout page hangs after I pay.",
        contact=who,
        team=care,
        channel="email",
        verified=True,
        receipt=False,
    )
    return open_case(given, by=who.actor)


def by_portal(page: Page) -> None:
    page.get_by_label("What happens").fill("Checkout hangs at the payment step. The checkout page hangs after I pay.")
    page.get_by_label("What is it about").select_option("Checkout")
    page.get_by_label("Your name").fill("Customer 0")
    page.get_by_label("Your e-mail address").fill("c0@shop0.example")
    page.get_by_role("button", name="Send the report").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("We have your report: C-")


def by_monitor(product: Product, checkout: Service) -> None:
    _key, text = create_integration_key(checkout, name="Alertmanager", by=NOBODY)
    payload = {"summary": "Checkout hangs at the payment step", "source": "prometheus", "severity": "critical"}
    event = {"routing_key": text, "event_action": "trigger", "dedup_key": "pay", "payload": payload}
    assert httpx.post(f"{product.url}/v2/enqueue", json=event, timeout=60).status_code == 202


def sound(page: Page) -> None:
    found = Axe().run(page, options=STANDARD).response["violations"]
    assert not found, [(one["id"], node["html"][:160]) for one in found for node in one["nodes"][:2]]


def test_three_doors_one_issue_and_who_keeps_silent(
    visitor: Callable[..., Visitor],
    product: Product,
    shops: list[Contact],
    ordinary_days: None,
    care: Team,
    checkout: Service,
    alice: User,
    omar: User,
) -> None:
    agent, engineer, customer = visitor(alice), visitor(omar, phone=True, dark=True), visitor()
    board = agent.go("/board/")
    expect(board.get_by_role("heading", level=1)).to_be_visible()

    # A portal, seven mails and a monitor; Alice reloads nothing.
    by_portal(customer.go("/help/"))
    for who in shops[1:8]:
        by_mail(who, care)
    by_monitor(product, checkout)
    row = board.get_by_role("row").filter(has_text="people told the like")
    expect(row.get_by_role("link", name="Look…")).to_be_visible()
    wait_until(lambda: Report.objects.exclude(issue=None).count() == 9, seconds=SECONDS, what="all nine to be one")
    issue = EmergingIssue.objects.get()
    assert set(issue.reports.values_list("subject_kind", flat=True)) == {"case", "alert"}

    # Why, in a sentence, and as a picture that says in words what it shows.
    row.get_by_role("link", name="Look…").click()
    expect(board.get_by_role("heading", name="Why it stands here")).to_be_visible()
    expect(board.get_by_role("img", name=re.compile("Reports by .+, at most"))).to_be_visible()
    expect(board.get_by_text("9 reports, 9 people").first).to_be_visible()
    sound(board)

    # One click, and one to confirm; Omar was paged, and all cases are attached.
    board.get_by_role("button", name="It is an incident…").click()
    board.get_by_label("What does not work").fill("Checkout hangs at the payment step")
    board.get_by_role("button", name="Declare the incident").click()
    expect(board.get_by_role("heading", level=1)).to_have_text("Checkout hangs at the payment step")
    expect(board.get_by_role("heading", name="Noticed by its reports")).to_be_visible()
    incident = Incident.objects.get()
    assert incident.case_links.count() == 8
    assert (incident.hunch.user, incident.hunch.source) == (alice, "emerging")

    # Whom it hits stands there by itself, with bars that say their numbers; and who keeps silent.
    radius = BlastRadius.objects.filter(subject_kind="incident", subject_id=incident.id, reports=8)
    wait_until(radius.exists, seconds=3 * SECONDS, what="the blast radius of eight reports")
    blast = board.get_by_role("region", name="Blast radius")
    expect(blast).to_contain_text("Android 5.1")
    bars = blast.get_by_role("table", name=re.compile("Platform")).get_by_role("row", name=re.compile("Android 5.1"))
    expect(bars).to_contain_text("of 13 %")
    assert radius.get().silent == HIT - 8
    sound(board)

    his = engineer.go(f"/incidents/{incident.ref}/affected/")
    expect(his.get_by_role("heading", name=f"{HIT - 8} accounts")).to_be_visible()
    expect(his.get_by_role("link", name="Shop 7", exact=True)).to_have_count(0)
    silent = his.get_by_role("row").filter(has_text="Shop 9")
    silent.get_by_role("button", name="It is hit").click()
    expect(his.get_by_text("confirmed by Omar Haddad")).to_be_visible()
    assert AffectedAccount.objects.get(account__external_id="shop9").how == "confirmed"
    sound(his)
    assert agent.complaints + engineer.complaints + customer.complaints == []


def test_it_is_over_when_the_curve_agrees(
    visitor: Callable[..., Visitor],
    product: Product,
    at: Callable[[datetime], None],
    care: Team,
    checkout: Service,
    alice: User,
    omar: User,
) -> None:
    """Forty reports, one a minute, three hours ago; none since."""
    began = clock.now() - timedelta(hours=3)
    cases = []
    for number in range(40):
        at(began + timedelta(minutes=number))
        cases.append(by_mail(shop(number), care))
    at(began + timedelta(minutes=41))
    incident = declare_incident(title="Checkout hangs", services=[checkout], cases=cases, by=alice.actor, page=False)
    clock.set_shift(None)
    engineer = visitor(omar)
    page = engineer.go(f"/incidents/{incident.ref}/")

    # Nothing was noted: it is held back, and the reason is said.
    page.get_by_role("button", name="Resolve…").click()
    expect(page.get_by_text("No fix is noted, so the reports cannot say whether it works.")).to_be_visible()
    page.keyboard.press("Escape")

    # The fix is noted; the curve, which is drawn and said, agrees.
    page.get_by_role("button", name="A fix is out…").click()
    page.get_by_label("What was done").fill("7.4.3 is out")
    page.get_by_label("Since when").fill(f"{began + timedelta(minutes=45):%Y-%m-%dT%H:%M}")
    page.get_by_role("button", name="Judge reports from then on").click()
    curve = page.get_by_role("region", name="Report curve")
    expect(curve.get_by_text("The fix works")).to_be_visible()
    expect(curve.get_by_role("img", name="Report curve")).to_be_visible()
    assert Outlook.objects.get().says_fixed(Fix.objects.get().at)
    sound(page)

    # Now nothing holds it back, and Alice is thanked.
    page.reload()
    page.get_by_role("button", name="Resolve…").click()
    expect(page.get_by_text("No fix is noted")).to_have_count(0)
    page.get_by_role("button", name=f"Resolve {incident.ref}").click()
    expect(page.get_by_text("The call was right: it was one")).to_be_visible()
    thanked = Notice.objects.filter(user=alice, kind="incidents.hunch_confirmed")
    wait_until(thanked.exists, seconds=SECONDS, what="thanks for Alice")
    agent = visitor(alice, phone=True, dark=True)
    calls = agent.go("/calls/")
    expect(calls.get_by_role("heading", name="Your calls")).to_be_visible()
    expect(calls.get_by_role("row").filter(has_text=incident.ref)).to_contain_text("Confirmed")
    sound(calls)
    assert engineer.complaints + agent.complaints == []
