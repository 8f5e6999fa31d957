"""Whom it hits, whether it gets better, and when it may be called over: what customers' reports alone can tell."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from conftest import MoveClock

from andon.cases.actions.open_case import open_case
from andon.cases.case_in import CaseIn
from andon.cases.models import Case
from andon.catalog.models import Service
from andon.contracts.reads.restore_order import restore_order
from andon.customers.actions.define_attribute import define_attribute
from andon.customers.models import Account
from andon.impact.actions.note_fix import note_fix
from andon.impact.models import Outlook
from andon.impact.reads.blast_radius_of import blast_radii
from andon.impact.reads.numbers_of import numbers_of
from andon.incidents.actions.declare_incident import declare_incident
from andon.incidents.actions.link_cases import link_cases
from andon.incidents.actions.resolve_incident import resolve_incident
from andon.incidents.gates import held_back
from andon.incidents.models import AffectedAccount, Incident
from andon.kit import clock
from andon.kit.errors import Invalid
from andon.paging.models import Policy
from andon.people.models import Team, User
from tests.cast import NOBODY, account, contact
from tests.peers.mail_relay import MailRelay

pytestmark = pytest.mark.django_db
TABLETS = "Android/5/5.1"


@pytest.fixture
def shops(db: None) -> list[Account]:
    """Shops all over Europe, with tills of many kinds; in the south every third has old tablets."""
    define_attribute(key="platform", label="Till", kind="cat", hierarchy=True, by=NOBODY)
    countries, tills = ("PT", "DE", "SE", "ES", "FR", "IT", "GB", "PL"), (TABLETS, "Android/12", "Web", "iOS/17")
    return [
        account(f"s-{n}", f"Shop {n:03}", region=countries[n % 8], attributes={"platform": tills[n // 8 % 4]})
        for n in range(256)
    ]


@pytest.fixture
def with_old_tablets(shops: list[Account]) -> list[Account]:
    return [one for one in shops if one.region in ("PT", "ES", "IT") and one.attributes["platform"] == TABLETS]


def report(shop: Account, care: Team) -> Case:
    who = contact(f"Person of {shop.name}", f"{shop.external_id}@shops.example", shop)
    given = CaseIn(title="Checkout hangs", body="Since nine", contact=who, team=care, verified=True, receipt=False)
    return open_case(given, by=who.actor)


@pytest.fixture
def incident(
    with_old_tablets: list[Account],
    care: Team,
    alice: User,
    checkout: Service,
    on_call: Policy,
    relay: MailRelay,
    move_clock: MoveClock,
) -> Incident:
    """Eighteen of the twenty-four report within half an hour, and Alice declares."""
    cases = []
    for n, shop in enumerate(with_old_tablets[:18]):
        move_clock.to(clock.now() + timedelta(minutes=1 + n % 3))
        cases.append(report(shop, care))
    made = declare_incident(title="Checkout hangs", services=[checkout], cases=cases[:5], by=alice.actor)
    link_cases(made, cases[5:], by=alice.actor)
    move_clock.forward(seconds=1)
    move_clock.forward(seconds=10)
    return made


def test_it_says_whom_it_hits_and_who_has_not_complained(
    incident: Incident, with_old_tablets: list[Account], alice: User
) -> None:
    radius = blast_radii([incident.subject])[incident.subject]
    assert radius.said is not None
    assert "with Till Android 5.1" in radius.said.segment
    assert "in southern Europe" in radius.said.segment
    assert radius.said.before.startswith("18 of 18 reports")
    silent = {row.account for row in AffectedAccount.objects.select_related("account")}
    assert silent == set(with_old_tablets[18:])
    numbers = numbers_of(incident)
    assert (numbers.reported.accounts, numbers.inferred.accounts, numbers.confirmed.accounts) == (18, 6, 0)
    assert {one.account for one in restore_order(incident)} == set(with_old_tablets)


def test_a_silent_one_who_reports_is_inferred_no_more(
    incident: Incident, with_old_tablets: list[Account], care: Team, alice: User, move_clock: MoveClock
) -> None:
    link_cases(incident, [report(with_old_tablets[20], care)], by=alice.actor)
    move_clock.forward(seconds=1)
    move_clock.forward(seconds=10)
    numbers = numbers_of(incident)
    assert (numbers.reported.accounts, numbers.inferred.accounts) == (19, 5)


def test_it_is_over_when_the_reports_say_so(
    incident: Incident, omar: User, move_clock: MoveClock, run_due_work: Callable[[], int]
) -> None:
    note_fix(incident, what="7.4.3 is out", by=omar.actor)
    move_clock.forward(minutes=2)
    with pytest.raises(Invalid) as refused:
        resolve_incident(incident, by=omar.actor)
    assert "too early to say" in refused.value.faults["override_reason"]
    for _look in range(12):
        move_clock.forward(minutes=10)
    assert Outlook.objects.get().fix_word == "verified"
    assert held_back(incident) == []
    assert resolve_incident(incident, by=omar.actor).status == "resolved"
