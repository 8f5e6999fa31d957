"""Programs put, read and correct contracts; others may not."""

import json
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from conftest import MoveClock
from tests.peers.mail_relay import MailRelay

from andon.cases.actions.open_case import open_case
from andon.cases.case_in import CaseIn
from andon.catalog.models import Service
from andon.contracts.models import Contract, Terms
from andon.customers.models import Account, Contact
from andon.incidents.actions.declare_incident import declare_incident
from andon.kit import clock
from andon.people.models import Team, User

pytestmark = pytest.mark.django_db
Api = Callable[..., Any]
GOLD: dict[str, Any] = {
    "external_id": "gold",
    "account": "acme",
    "name": "Gold",
    "valid_from": "2026-01-01",
    "target": "99.9",
    "services": ["checkout"],
    "fee": "40000",
    "steps": [{"below": "99.9", "percent": "10"}],
}


def test_contracts_are_put_in_lists_by_external_id(acme: Account, checkout: Service, mei: User, api: Api) -> None:
    program = api(mei)
    bad = [{**GOLD, "account": "nobody"}, {**GOLD, "external_id": "x", "target": 101}, {**GOLD, "services": ["none"]}]
    answers = program.post("/contracts/put_contracts", {"items": [GOLD, *bad]}).json()
    assert [one["status"] for one in answers] == [200, 422, 422, 422]
    program.post("/contracts/put_contracts", {"items": [GOLD, {**GOLD, "valid_from": "2026-07-01", "target": "99.5"}]})
    assert (Contract.objects.count(), Terms.objects.count()) == (1, 2)
    read = program.get("/contracts/gold").json()
    assert [one["valid_until"] for one in read["terms"]] == ["2026-06-30", None]
    assert read["terms"][0]["services"] == ["checkout"]
    listed = program.get("/contracts", account="acme").json()["items"]
    assert [one["external_id"] for one in listed] == ["gold"]


def test_putting_the_same_again_records_nothing(acme: Account, checkout: Service, mei: User, api: Api) -> None:
    from andon.timeline.models import RecordedFact

    for _ in range(2):
        api(mei).post("/contracts/put_contracts", {"items": [GOLD]})
    assert RecordedFact.objects.filter(kind="contracts.ContractPut").count() == 1


def test_minutes_exposure_and_order(
    acme: Account,
    dana: Contact,
    care: Team,
    checkout: Service,
    alice: User,
    mei: User,
    api: Api,
    relay: MailRelay,
    move_clock: MoveClock,
) -> None:
    api(mei).post("/contracts/put_contracts", {"items": [GOLD]})
    given = CaseIn(title="It hangs", body="x", contact=dana, team=care, verified=True, receipt=False)
    case = open_case(given, by=dana.actor)
    incident = declare_incident(title="It hangs", services=[checkout], cases=[case], by=alice.actor, page=False)
    move_clock.forward(minutes=30)
    exposure = api(alice).get("/contracts/gold/exposure", minutes=20).json()
    assert (exposure["owed"], exposure["owed_then"], exposure["running"]) == ("0", "4000.00", [incident.ref])
    (line,) = api(alice).get("/contracts/gold/minutes").json()
    assert (line["minutes"], line["counted"], line["incident"]) == (30.0, True, incident.ref)
    (first,) = api(alice).get(f"/incidents/{incident.ref}/restore_first").json()
    assert first["reason"].startswith("13 min left of 43, breach at")
    assert first["minutes"]["minutes_left"] == 13.2
    begins = clock.now() - timedelta(minutes=10)
    body = {"adds": False, "begins_at": begins.isoformat(), "ends_at": clock.now().isoformat(), "why": "Theirs"}
    made = api(mei).post("/contracts/gold/correct_minutes", body).json()
    assert api(alice).get("/contracts/gold").json()["minutes"]["minutes_used"] == 20.0
    api(mei).post("/contracts/gold/take_correction_back", {"correction": made["id"]})
    assert api(alice).get("/contracts/gold").json()["minutes"]["minutes_used"] == 30.0


def test_others_may_not(acme: Account, checkout: Service, mei: User, alice: User, rita: User, api: Api) -> None:
    api(mei).post("/contracts/put_contracts", {"items": [GOLD]})
    for user in (alice, rita):
        assert api(user).post("/contracts/put_contracts", {"items": [GOLD]}).status_code == 403
        assert api(user).post("/contracts/gold/correct_minutes", {}).status_code in (403, 422)
        assert api(user).post("/contracts/gold/settle_credit", {"period": "2026-10-01"}).status_code == 403
    assert api(rita).get("/contract_minutes").status_code == 403
    assert api(rita).get("/contracts/gold").status_code == 403
    assert api(rita).get("/contracts").json()["items"] == []


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("target", "NaN"),
        ("target", 0),
        ("target", "99.99999"),
        ("fee", "-1"),
        ("fee", "1e999"),
        ("cap", 101),
        ("currency", "EU"),
        ("name", "a\u0007"),
        ("days", [7]),
        ("closes", "07:00"),
        ("valid_until", "2025-12-31"),
        ("valid_from", "1000-01-01"),
        ("period", "week"),
        ("severities", []),
        ("steps", [{"below": 99, "percent": 1}, {"below": 99, "percent": 2}]),
        ("account", "nobody"),
        ("external_id", " "),
    ],
)
def test_what_is_wrong_is_named(acme: Account, checkout: Service, mei: User, api: Api, field: str, value: Any) -> None:
    item = {**GOLD, field: value} | ({"days": [1], "opens": "08:00"} if field == "closes" else {})
    (answer,) = api(mei).post("/contracts/put_contracts", {"items": [item]}).json()
    assert answer["status"] == 422
    assert field in json.dumps(answer["problem"])
    assert not Contract.objects.exists()


def test_odd_addresses_are_missing(mei: User, api: Api) -> None:
    for ref in ("none", "a%00b", "9" * 300):
        assert api(mei).get(f"/contracts/{ref}").status_code in (404, 422)
    assert api(mei).get("/contracts", account="a\0").status_code in (404, 422)
