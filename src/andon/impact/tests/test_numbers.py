"""Reported, inferred, confirmed, kept apart; the silent ones as a list and a file; restore-first with them."""

import csv
import io
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from conftest import MoveClock
from django.db import connection
from django.test.utils import CaptureQueriesContext
from tests.cast import NOBODY, account, person

from andon.contracts.actions.put_contracts import put_contracts
from andon.contracts.contract_in import ContractIn, StepIn
from andon.contracts.reads.restore_order import restore_order
from andon.customers.models import Account
from andon.impact.reads.numbers_of import numbers_of
from andon.impact.tests.conftest import MakeAccount, address, signed_in
from andon.incidents.actions.infer_who_is_hit import infer_who_is_hit
from andon.incidents.actions.mitigate_incident import mitigate_incident
from andon.incidents.actions.say_who_is_hit import say_who_is_hit
from andon.incidents.models import AffectedAccount, Incident
from andon.kit.errors import Invalid
from andon.people.models import User

pytestmark = pytest.mark.django_db


@pytest.fixture
def silent(incident: Incident, make_account: MakeAccount) -> list[Account]:
    """Three inferred; one of them growth, one called like a formula."""
    made = [make_account(1, "ES"), make_account(2, "IT", tier="growth")]
    made.append(account("a-3", "=cmd()", region="PT", yearly_value=Decimal(9000), currency="USD"))
    infer_who_is_hit(incident, [one.id for one in made], by=NOBODY)
    return made


def test_the_three_are_kept_apart(incident: Incident, silent: list[Account], acme: Account, alice: User) -> None:
    say_who_is_hit(incident, [silent[0].id, acme.id], how="confirmed", by=alice.actor)
    numbers = numbers_of(incident)
    assert (numbers.reported.accounts, numbers.inferred.accounts, numbers.confirmed.accounts) == (1, 2, 2)
    assert (numbers.everybody.accounts, numbers.silent) == (4, 3)
    assert numbers.reported.money == {"EUR": Decimal(640_000)}
    assert numbers.inferred.money == {"USD": Decimal(9000), "EUR": Decimal(3000)}
    assert numbers.reported.strategic == 1


def test_who_is_spared_counts_no_more(incident: Incident, silent: list[Account], alice: User) -> None:
    assert say_who_is_hit(incident, [silent[0].id], how="spared", by=alice.actor) == 1
    assert say_who_is_hit(incident, [silent[0].id], how="spared", by=alice.actor) == 0
    infer_who_is_hit(incident, [one.id for one in silent], by=NOBODY)
    numbers = numbers_of(incident)
    assert (numbers.inferred.accounts, numbers.spared) == (2, 1)
    with pytest.raises(Invalid):
        say_who_is_hit(incident, [silent[0].id], how="inferred", by=alice.actor)


def test_customer_minutes_end_when_it_hurts_no_more(
    incident: Incident, silent: list[Account], omar: User, move_clock: MoveClock
) -> None:
    say_who_is_hit(incident, [one.id for one in silent], how="confirmed", by=omar.actor)
    move_clock.forward(minutes=30)
    mitigate_incident(incident, by=omar.actor)
    move_clock.forward(minutes=60)
    incident.refresh_from_db()
    numbers = numbers_of(incident)
    assert (numbers.minutes, numbers.customer_minutes_reported, numbers.customer_minutes) == (30, 30, 120)


def test_those_who_match_no_longer_are_taken_out(incident: Incident, silent: list[Account]) -> None:
    infer_who_is_hit(incident, [silent[0].id], by=NOBODY)
    assert set(AffectedAccount.objects.values_list("account", flat=True)) == {silent[0].id}


def test_restore_first_knows_the_inferred(incident: Incident, silent: list[Account]) -> None:
    steps = [StepIn(below=Decimal("99.9"), percent=Decimal(10))]
    given: dict[str, Any] = {"name": "Gold", "valid_from": date(2026, 1, 1), "target": Decimal("99.9"), "steps": steps}
    put_contracts([ContractIn(account=silent[1], fee=Decimal(1000), **given)], by=NOBODY)
    order = restore_order(incident)
    assert {one.account for one in order} >= set(silent)
    assert "inferred, no case yet" in next(one.reason for one in order if one.account == silent[0])


def test_the_list_and_the_file(incident: Incident, silent: list[Account], alice: User, rita: User) -> None:
    client = signed_in(alice)
    shown = client.get(address(incident, "impact:affected")).content.decode()
    assert shown.index("Account 002") < shown.index("=cmd()") < shown.index("Account 001")
    only = client.get(address(incident, "impact:affected"), {"tier": "growth"}).content.decode()
    assert "Account 002" in only
    assert "Account 001" not in only
    file = client.get(address(incident, "impact:affected_file"), {"region": "pt"})
    (row,) = csv.DictReader(io.StringIO(file.content.decode()))
    assert row["account"] == "'=cmd()"
    assert row["how"] == "inferred"
    reader = signed_in(rita)
    assert "It is hit" not in reader.get(address(incident, "impact:affected")).content.decode()
    assert reader.get(address(incident, "impact:affected_file")).status_code == 403
    assert signed_in(person("Nobody Special")).get(address(incident, "impact:affected")).status_code == 403


def test_one_is_confirmed_at_the_screen(incident: Incident, silent: list[Account], alice: User, rita: User) -> None:
    where = address(incident, "impact:say_who_is_hit", silent[0].id)
    client = signed_in(alice)
    assert client.get(where).status_code == 405
    assert signed_in(rita).post(where, {"how": "confirmed"}).status_code == 403
    assert client.post(where, {"how": "nonsense"}).status_code == 302
    assert AffectedAccount.objects.filter(how="inferred").count() == 3
    assert client.post(where, {"how": "confirmed"}).status_code == 302
    assert AffectedAccount.objects.get(how="confirmed").account == silent[0]
    assert "confirmed by Alice Moreau" in client.get(address(incident, "impact:affected")).content.decode()


def test_the_list_costs_no_more_for_more(
    incident: Incident, silent: Any, make_account: MakeAccount, alice: User
) -> None:
    client, counts = signed_in(alice), []
    for start in (10, 20):
        more = [make_account(number).id for number in range(start, start + 10)]
        known = list(AffectedAccount.objects.values_list("account", flat=True))
        infer_who_is_hit(incident, [*known, *more], by=NOBODY)
        client.get(address(incident, "impact:affected"))
        with CaptureQueriesContext(connection) as queries:
            client.get(address(incident, "impact:affected"))
        counts.append(len(queries))
    assert counts[0] == counts[1]


def test_programs_read_the_same(incident: Incident, silent: list[Account], api: Any, alice: User, rita: User) -> None:
    caller = api(alice)
    path = f"/incidents/{incident.ref}"
    read = caller.get(f"{path}/impact").json()
    assert (read["reported"]["accounts"], read["inferred"]["accounts"], read["silent"]) == (1, 3, 3)
    names = [one["name"] for one in caller.get(f"{path}/silent_accounts").json()["items"]]
    assert set(names) == {one.name for one in silent}
    said = caller.post(f"{path}/say_who_is_hit", {"accounts": ["a-1"], "how": "confirmed"})
    assert said.json() == {"changed": 1}
    assert caller.post(f"{path}/say_who_is_hit", {"accounts": ["nowhere"]}).status_code == 422
    assert api(rita).post(f"{path}/say_who_is_hit", {"accounts": ["a-1"]}).status_code == 403
    assert api(rita).get(f"{path}/impact").status_code == 200
    hows = {one["how"] for one in caller.get(f"{path}/affected_accounts").json()["items"]}
    assert hows == {"inferred", "confirmed"}
    assert caller.get(f"{path}/blast_radius").json() is None
    assert caller.get(f"{path}/report_curve").json()["reported"] == 1
    noted = caller.post(f"{path}/note_fix", {"what": "rollback"})
    assert noted.status_code == 201
    assert caller.post(f"{path}/take_fix_back", {"fix": noted.json()["id"]}).status_code == 200
    assert caller.get(f"{path}/fixes").json() == []
    assert caller.get(f"{path}/changes_near").json() == []
    assert api(rita).post(f"{path}/note_fix", {"what": "x"}).status_code == 403
    assert api(rita).get(f"{path}/changes_near").status_code == 403
    cases = [link.case.ref for link in incident.case_links.select_related("case")]
    chosen = caller.post("/blast_radius/ask_blast_radius", {"cases": cases})
    assert chosen.status_code == 201
    assert caller.get(f"/blast_radius/{chosen.json()['id']}").status_code == 200
    assert api(rita).post("/blast_radius/ask_blast_radius", {"cases": cases}).status_code == 403
    assert caller.post("/blast_radius/ask_blast_radius", {"cases": ["C-99999"]}).status_code == 422
