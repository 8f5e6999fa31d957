"""The screens: who reads, who changes, what a form refuses, and what a list costs."""

import csv
import io
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from typing import Any

import pytest
from conftest import MoveClock
from django.urls import reverse
from tests.cast import NOBODY, account

from andon.contracts.models import Contract, Settlement
from andon.contracts.reads.figures import figure_of
from andon.customers.models import Account
from andon.gestures.actions.put_gesture_kind import put_gesture_kind
from andon.gestures.models import Gesture
from andon.incidents.actions.resolve_incident import resolve_incident
from andon.incidents.models import Incident
from andon.people.models import User

from .signed import as_user, put

pytestmark = pytest.mark.django_db
FORM = {
    "name": "Gold",
    "external_id": "C-77",
    "valid_from": "2026-01-01",
    "target": "99.9",
    "period": "month",
    "counts": "reported",
    "since": "first_sign",
    "severities": ["critical", "major"],
    "fee": "40000",
    "currency": "EUR",
    "steps": "99.9 10\n99.5 30",
    "cap": "100",
}


def test_a_lead_adds_a_contract_and_changes_it(acme: Account, mei: User) -> None:
    desk = as_user(mei)
    answer = desk.post(reverse("contracts:new_contract", args=[acme.id]), FORM)
    contract = Contract.objects.get()
    assert answer.headers["Location"] == reverse("contracts:contract", args=[contract.id])
    at = reverse("contracts:put_contracts", args=[contract.id])
    assert "99.9 10\n99.5 30" in desk.get(at).content.decode()
    desk.post(at, {**FORM, "valid_from": "2026-07-01", "target": "99.95"})
    old, new = contract.terms.all()
    assert (old.valid_until, new.valid_until) == (date(2026, 6, 30), None)
    assert (old.target, new.target) == (Decimal("99.9000"), Decimal("99.9500"))


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("target", "100.1"),
        ("steps", "99.9"),
        ("steps", "99.9 200"),
        ("currency", "XYZ"),
        ("valid_until", "2025-01-01"),
        ("opens", "08:00"),
        ("name", "a\0b"),
        ("external_id", "taken"),
    ],
)
def test_what_is_wrong_is_said_at_its_field(acme: Account, mei: User, field: str, value: str) -> None:
    put(acme, external_id="taken")
    other = account("other", "Other")
    answer = as_user(mei).post(reverse("contracts:new_contract", args=[other.id]), {**FORM, field: value})
    assert answer.status_code == 422
    assert answer.context["form"].errors
    assert Contract.objects.count() == 1


def test_who_reads_and_who_changes(
    hangs: Incident, gold: Contract, alice: User, omar: User, rita: User, ada: User
) -> None:
    reading = [
        reverse("contracts:contracts"),
        reverse("contracts:export_contracts"),
        reverse("contracts:contract", args=[gold.id]),
        reverse("contracts:export_minutes", args=[gold.id]),
    ]
    changing = [
        reverse("contracts:new_contract", args=[gold.account_id]),
        reverse("contracts:put_contracts", args=[gold.id]),
        reverse("contracts:correct_minutes", args=[gold.id]),
        reverse("contracts:settle_credit", args=[gold.id]),
    ]
    for user in (alice, omar):
        desk = as_user(user)
        assert [desk.get(at).status_code for at in reading] == [200] * 4
        assert [desk.post(at).status_code for at in changing] == [403] * 4
    assert [as_user(rita).get(at).status_code for at in reading] == [403] * 4
    assert [as_user(ada).post(at).status_code for at in changing[:3]] == [422] * 3


def test_a_reader_of_summaries_sees_none_of_it_on_an_incident(hangs: Incident, rita: User, alice: User) -> None:
    at = reverse("incidents:incident", args=[hangs.ref])
    assert "Restore first" in as_user(alice).get(at).content.decode()
    seen = as_user(rita).get(at).content.decode()
    assert "Restore first" not in seen
    assert "min over" not in seen


def test_the_page_of_a_contract_says_what_cost_what(hangs: Incident, gold: Contract, alice: User) -> None:
    text = as_user(alice).get(reverse("contracts:contract", args=[gold.id])).content.decode()
    assert "6 min over the 43 allowed" in text
    assert "It hangs" in text
    assert "Then EUR 100 are owed." in text
    assert "Correct the minutes" not in text


def test_files_are_equal_to_the_screen(hangs: Incident, gold: Contract, alice: User, api: Callable[..., Any]) -> None:
    desk = as_user(alice)
    (row,) = csv.DictReader(io.StringIO(desk.get(reverse("contracts:export_contracts")).content.decode()))
    (said,) = api(alice).get("/contract_minutes").json()
    assert (row["contract"], row["minutes_used"], row["owed"]) == ("gold", "50.0", "100.00")
    assert {key: str(value) for key, value in said.items() if key in ("contract", "minutes_used", "owed")} == {
        "contract": "gold",
        "minutes_used": "50.0",
        "owed": "100.00",
    }
    lines = list(
        csv.DictReader(io.StringIO(desk.get(reverse("contracts:export_minutes", args=[gold.id])).content.decode()))
    )
    assert sum(float(line["minutes"]) for line in lines if line["counted"] == "True") == 50.0


def test_a_file_holds_no_formula(acme: Account, alice: User, move_clock: MoveClock) -> None:
    put(acme, name="=1+1")
    (row,) = csv.DictReader(io.StringIO(as_user(alice).get(reverse("contracts:export_contracts")).content.decode()))
    assert row["name"] == "'=1+1"


def test_a_correction_is_made_and_taken_back(hangs: Incident, gold: Contract, mei: User) -> None:
    desk = as_user(mei)
    at = reverse("contracts:correct_minutes", args=[gold.id])
    given = {"adds": "no", "begins_at": "2026-11-17T09:00", "ends_at": "2026-11-17T09:20", "why": "Theirs"}
    assert desk.post(at, {**given, "why": ""}).status_code == 422
    assert desk.post(at, given).status_code == 302
    standing = figure_of(gold).figure
    assert standing
    assert standing.used == timedelta(minutes=30)
    made = gold.corrections.get()
    desk.post(reverse("contracts:take_correction_back", args=[gold.id, made.id]))
    standing = figure_of(gold).figure
    assert standing
    assert standing.used == timedelta(minutes=50)


def test_a_credit_is_given_by_a_filled_in_gesture_and_noted(
    hangs: Incident, gold: Contract, mei: User, move_clock: MoveClock
) -> None:
    resolve_incident(hangs, by=mei.actor)
    move_clock.to(datetime(2026, 12, 3, 9, tzinfo=UTC))
    desk = as_user(mei)
    at = reverse("contracts:contract", args=[gold.id])
    (give,) = (one.give for one in desk.get(at).context["past"] if one.give)
    form = desk.get(give).context["form"]
    assert (form.initial["amount"], form.initial["currency"]) == ("100.00", "EUR")
    assert Gesture.objects.count() == 0
    kind = put_gesture_kind("credit", name="Credit", by=NOBODY)
    desk.post(give, {**form.initial, "kind": kind.id})
    settling = {"period": "2026-11-01", "gesture": str(Gesture.objects.get().id)}
    assert desk.post(reverse("contracts:settle_credit", args=[gold.id]), settling).status_code == 302
    assert Settlement.objects.get().amount == 100
    assert desk.get(at).context["past"][0].state == "given"
