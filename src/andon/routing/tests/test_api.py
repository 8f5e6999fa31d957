"""Suggestions through the API."""

from collections.abc import Callable
from typing import Any

import pytest
from tests.doors import Caller

from andon.catalog.models import Service
from andon.people.models import Team, User
from andon.routing.models import Decision

from .conftest import Suggest

Api = Callable[..., Caller]
pytestmark = pytest.mark.django_db


def done(answer: Any) -> Any:
    assert answer.status_code == 200, answer.content
    return answer.json()


def test_read_accepted_and_taken_back(api: Api, mei: User, ada: User, suggest: Suggest, billing: Team) -> None:
    case = suggest()
    program = api(ada)
    said = done(program.get(f"/cases/{case.ref}/suggestion"))
    assert [part["name"] for part in said["suggested"]] == ["Checkout", "Billing", "High"]
    assert {one["field"] for one in said["predictions"]} == {"team", "service", "capability", "priority"}
    decision = done(program.post(f"/cases/{case.ref}/accept_suggestion", key="once"))
    assert done(program.post(f"/cases/{case.ref}/accept_suggestion", key="once")) == decision
    assert (decision["kind"], decision["after"]["team"]) == ("accepted", str(billing.id))
    assert program.post(f"/cases/{case.ref}/accept_suggestion").status_code == 409
    assert done(program.post(f"/routing/decisions/{decision['id']}/undo_suggestion"))["undone_at"]
    assert done(program.get(f"/cases/{case.ref}/suggestion"))["suggested"]


def test_corrected_and_dismissed(api: Api, mei: User, suggest: Suggest, checkout: Service) -> None:
    program = api(mei)
    first, second = suggest(1), suggest(2)
    for body, field in (
        ({"team": "nobody"}, "team"),
        ({"service": "nonsense"}, "service"),
        ({"capability": "nonsense"}, "capability"),
        ({"priority": "awful"}, "priority"),
    ):
        answer = program.post(f"/cases/{first.ref}/correct_suggestion", body)
        assert (answer.status_code, answer.json()["errors"][0]["field"]) == (422, field)
    assert not Decision.objects.exists()
    given = {"service": "checkout", "priority": "low"}
    assert done(program.post(f"/cases/{first.ref}/correct_suggestion", given))["kind"] == "corrected"
    first.refresh_from_db()
    assert (first.service, first.priority) == (checkout, "low")
    assert done(program.post(f"/cases/{second.ref}/dismiss_suggestion"))["kind"] == "dismissed"


def test_who_may(api: Api, rita: User, charlie: User, mei: User, suggest: Suggest) -> None:
    case = suggest()
    for user in (rita, charlie):
        assert api(user).get(f"/cases/{case.ref}/suggestion").status_code in (403, 404)
        assert api(user).post(f"/cases/{case.ref}/accept_suggestion").status_code in (403, 404)
    decision = done(api(mei).post(f"/cases/{case.ref}/dismiss_suggestion"))
    assert api(charlie).post(f"/routing/decisions/{decision['id']}/undo_suggestion").status_code == 404


def test_a_case_says_what_it_is_about(api: Api, mei: User, suggest: Suggest, checkout: Service) -> None:
    case, program = suggest(), api(mei)
    path = f"/cases/{case.ref}/set_service"
    assert done(program.post(path, {"capability": "checkout"}))["service_id"] == str(checkout.id)
    assert done(program.post(path, {}))["service_id"] is None
    assert program.post(path, {"service": "nonsense"}).json()["errors"][0]["field"] == "service"
