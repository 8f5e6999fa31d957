"""Lists and slots ask as much for many as for few."""

from collections.abc import Callable
from typing import Any

import pytest
from conftest import MoveClock
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from tests.cast import NOBODY
from tests.doors import Caller

from andon.case_escalations import slots
from andon.case_escalations.actions.accept_escalation import accept_escalation
from andon.case_escalations.actions.escalate_account import escalate_account
from andon.case_escalations.actions.escalate_cases import escalate_cases
from andon.case_escalations.models import EscalationKind
from andon.case_escalations.tests.conftest import Report, signed_in
from andon.cases.models import Case
from andon.customers.models import Account
from andon.people.access import access_of
from andon.people.models import User

Many = Callable[[int], list[Case]]


def counted(ask: Callable[[], object]) -> int:
    with CaptureQueriesContext(connection) as queries:
        ask()
    return len(queries)


@pytest.fixture
def many(report: Report, alice: User, bob: User, mei: User, paging_management: EscalationKind) -> Many:
    """So many more escalated cases, each with a note, every third accepted."""

    def make(count: int) -> list[Case]:
        cases = [report(f"T {n}", owner=alice) for n in range(count)]
        for place, case in enumerate(cases):
            (one,) = escalate_cases([case], kind=paging_management, reason="x", by=alice.actor)
            escalate_cases([case], kind=paging_management, reason="y", by=bob.actor)
            if place % 3 == 0:
                accept_escalation(one, by=mei.actor, answer="z")
        return cases

    return make


def test_the_screen_of_all(many: Many, mei: User, move_clock: MoveClock) -> None:
    client, address = signed_in(mei), reverse("case_escalations:escalations")

    def statements() -> int:
        return counted(lambda: client.get(address))

    assert "Nothing is escalated" in client.get(address).content.decode()
    many(3)
    move_clock.forward(minutes=1)
    client.get(address)
    few = statements()
    many(12)
    move_clock.forward(minutes=1)
    assert statements() == few
    shown = client.get(address).content.decode()
    assert shown.count("has it") >= 5
    assert "Median time to accept by week" in shown


def test_slots(many: Many, mei: User, acme: Account) -> None:
    access: Any = access_of(mei)

    def statements(cases: list[Case]) -> list[int]:
        subjects = [case.subject for case in cases]
        providers = (slots.notice_of_case, slots.acts_of_case, slots.row_of_case)
        return [counted(lambda provider=provider: provider(subjects, access)) for provider in providers]

    few, lot = many(3), many(12)
    assert statements(few) == statements(lot)
    assert len(slots.row_of_case([case.subject for case in lot], access)) == 12
    one = counted(lambda: slots.of_account([acme.subject], access))
    many(6)
    assert counted(lambda: slots.of_account([acme.subject], access)) == one


def test_the_inbox_and_the_case(many: Many, mei: User, move_clock: MoveClock) -> None:
    client = signed_in(mei)
    first = many(2)[0]
    move_clock.forward(minutes=1)
    inbox, thread = reverse("cases:inbox"), reverse("cases:case", args=[first.ref])
    for address in (inbox, thread):
        client.get(address)
    few = counted(lambda: client.get(inbox))
    many(9)
    move_clock.forward(minutes=1)
    assert counted(lambda: client.get(inbox)) == few
    assert client.get(inbox).content.decode().count("escalated to Management") == 11


def test_the_api(many: Many, mei: User, api: Callable[..., Caller]) -> None:
    lead = api(mei)
    many(3)
    lead.get("/case_escalations")
    few = counted(lambda: lead.get("/case_escalations"))
    many(9)
    assert counted(lambda: lead.get("/case_escalations")) == few
    assert len(lead.get("/case_escalations").json()["items"]) == 12


def test_escalating_many_asks_a_bounded_number_for_each(
    report: Report, alice: User, paging_management: EscalationKind
) -> None:
    def statements(count: int) -> int:
        cases = [report(f"B {n}", owner=alice) for n in range(count)]
        return counted(lambda: escalate_cases(cases, kind=paging_management, reason="x", by=alice.actor))

    statements(1)
    few, lot = statements(2), statements(12)
    assert (lot - few) / 10 < 6


def test_an_account_without_any(acme: Account, alice: User, mei: User) -> None:
    address = reverse("customers:account", args=["acme"])
    assert "Nothing is escalated" in signed_in(alice).get(address).content.decode()
    vip = EscalationKind.objects.get(slug="vip")
    escalate_account(acme, kind=vip, reason="They renew", by=NOBODY)
    shown = signed_in(alice).get(address).content.decode()
    assert "The whole account" in shown
    assert "They renew" in shown
