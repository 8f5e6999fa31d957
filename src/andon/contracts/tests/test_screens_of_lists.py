"""Contracts on other screens and in lists: what they cost, and what there is not."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from tests.cast import account

from andon.cases.actions.open_case import open_case
from andon.cases.case_in import CaseIn
from andon.catalog.models import Service
from andon.contracts.models import Contract
from andon.customers.models import Account
from andon.incidents.models import Incident
from andon.people.models import Team, User

from .signed import as_user, put

pytestmark = pytest.mark.django_db


def test_the_list_is_worst_first_and_asks_no_query_a_row(
    hangs: Incident, gold: Contract, alice: User, checkout: Service
) -> None:
    desk = as_user(alice)
    at = reverse("contracts:contracts")

    def queries() -> int:
        with CaptureQueriesContext(connection) as asked:
            desk.get(at)
        return len(asked)

    put(account("b", "Bellavista"), services=[checkout])
    queries()
    few = queries()
    for n in range(10):
        put(account(f"a{n}", f"Account {n}"), services=[checkout], counts="covered" if n % 2 else "reported")
    assert queries() == few
    rows = desk.get(at).context["rows"]
    shares = [row.figure.share for row in rows]
    assert shares == sorted(shares, reverse=True)
    # Acme reported it; the others of the first six count whatever hits their services.
    assert {row.contract.account.name for row in rows[:6]} == {
        "Acme Outdoor",
        *(f"Account {n}" for n in (1, 3, 5, 7, 9)),
    }


def test_an_incident_asks_no_query_an_account(hangs: Incident, gold: Contract, alice: User, care: Team) -> None:
    from tests.cast import contact

    from andon.incidents.actions.link_cases import link_cases

    desk = as_user(alice)
    at = reverse("incidents:incident", args=[hangs.ref])

    def queries() -> int:
        with CaptureQueriesContext(connection) as asked:
            desk.get(at)
        return len(asked)

    def one_more(n: int) -> None:
        of = account(f"a{n}", f"Account {n}")
        put(of)
        who = contact(f"Person {n}", f"p{n}@a.example", of)
        given = CaseIn(title="It hangs", body="x", contact=who, team=care, verified=True, receipt=False)
        link_cases(hangs, [open_case(given, by=who.actor)], by=alice.actor)

    one_more(0)
    queries()
    few = queries()
    for n in range(1, 6):
        one_more(n)
    assert queries() == few


def test_an_account_shows_its_contracts_and_their_words(gold: Contract, alice: User, rita: User) -> None:
    Account.objects.filter(id=gold.account_id).update(contract_text="Response within the hour")
    at = reverse("customers:account", args=[gold.account_id])
    seen = as_user(alice).get(at).content.decode()
    assert "43 min left of 43" in seen
    assert "Response within the hour" in seen
    summary = as_user(rita).get(at).content.decode()
    assert "min left" not in summary
    assert "Response within the hour" in summary


def test_periods_that_there_are_not_are_404(gold: Contract, alice: User) -> None:
    at = reverse("contracts:contract", args=[gold.id])
    for period in ("2026-10-01", "x", "2026-99-99", "2026-10-02"):
        assert as_user(alice).get(at, {"period": period}).status_code == (200 if period == "2026-10-01" else 404)
    for minutes in ("x", "0", "-1", "9" * 40):
        assert as_user(alice).get(at, {"minutes": minutes}).status_code == 200
