from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from tests.doors import Caller

from andon.cases.models import Case
from andon.catalog.models import Service
from andon.customers.models import Contact
from andon.incidents.models import Duty, Incident, ShownAnswer
from andon.incidents.tests.conftest import Report
from andon.kit import clock
from andon.paging.models import Policy
from andon.people.models import User

Api = Callable[..., Caller]


@pytest.fixture
def agent(api: Api, alice: User) -> Caller:
    return api(alice)


def test_one_is_declared_once_and_read(agent: Caller, case: Case, checkout: Service, on_call: Policy) -> None:
    given = {"title": "Checkout hangs", "services": ["checkout"], "cases": [case.ref], "severity": "critical"}
    for _twice in range(2):
        made = agent.post("/incidents/declare_incident", given, key="once")
        assert made.status_code == 201
    body = made.json()
    assert Incident.objects.count() == 1
    assert (body["severity"], body["cases"], body["services"]) == ("critical", 1, [str(checkout.id)])
    assert agent.get(f"/incidents/{body['ref']}").json()["id"] == body["id"]
    assert agent.get(f"/incidents/{body['id']}").json()["duties"][0]["kind"] == "liaison"
    assert [one["ref"] for one in agent.get("/incidents").json()["items"]] == [body["ref"]]
    assert agent.get("/incidents", status="resolved").json()["items"] == []
    assert agent.get("/board").json()[0]["state"] == "broken"


@pytest.mark.parametrize(
    ("bad", "field"),
    [
        ({"title": ""}, "title"),
        ({"title": "x" * 201}, "title"),
        ({"services": []}, "services"),
        ({"services": ["nothing"]}, "services"),
        ({"cases": ["C-999999"]}, "cases"),
        ({"cases": ["nonsense"]}, "cases"),
        ({"severity": "huge"}, "severity"),
        ({"alert": "nonsense"}, "alert"),
        ({"condition": "a\0b"}, "condition"),
    ],
)
def test_bad_input_names_its_field(agent: Caller, checkout: Service, bad: dict[str, Any], field: str) -> None:
    answer = agent.post("/incidents/declare_incident", {"title": "T", "services": ["checkout"]} | bad)
    assert answer.status_code == 422
    assert [error["field"] for error in answer.json()["errors"]] == [field]
    assert not Incident.objects.exists()


def test_everything_a_screen_does(
    agent: Caller, api: Api, incident: Incident, dana: Contact, report: Report, omar: User, alice: User
) -> None:
    path = f"/incidents/{incident.ref}"
    at = (clock.now() + timedelta(minutes=30)).isoformat()
    assert agent.post(f"{path}/set_severity", {"severity": "minor"}).json()["severity"] == "minor"
    assert agent.post(f"{path}/set_eta", {"expected_at": at}).status_code == 200
    assert agent.post(f"{path}/set_eta", {"expected_at": "2020-01-01T00:00:00Z"}).status_code == 422
    assert agent.post(f"{path}/edit_incident", {"condition": "Android"}).json()["condition"] == "Android"
    assert agent.post(f"{path}/take_duty", {"kind": "commander", "user": "omar@fernhill.example"}).status_code == 200
    assert agent.post(f"{path}/take_duty", {"kind": "commander", "user": "nobody@x.example"}).status_code == 404
    assert Duty.objects.get(kind="commander").user == omar
    other = report(dana, "Cannot pay")
    assert [one["ref"] for one in agent.post(f"{path}/link_cases", {"cases": [other.ref]}).json()] == [other.ref]
    assert len(agent.get(f"{path}/cases").json()) == 2
    assert agent.post(f"{path}/unlink_case", {"case": other.ref}).status_code == 204
    assert len(agent.get(f"{path}/cases").json()) == 1
    said = api(omar).post(f"{path}/post_on_line", {"body": "It is TLS", "seen_by": "engineering"})
    assert said.status_code == 201
    assert agent.post(f"{path}/show_answer_on_cases", {"message": said.json()["id"]}).status_code == 204
    assert ShownAnswer.objects.count() == 1
    assert agent.get(f"{path}/line").json()[0]["shown_on_cases"] is True
    for verb, status in (("mitigate", "mitigated"), ("resolve", "resolved"), ("reopen", "open")):
        assert agent.post(f"{path}/{verb}_incident").json()["status"] == status


def test_classes_hold_for_programs(api: Api, incident: Incident, bob: User, omar: User) -> None:
    path = f"/incidents/{incident.ref}"
    api(omar).post(f"{path}/post_on_line", {"body": "It is TLS", "seen_by": "engineering"})
    assert api(bob).get(f"{path}/line").json() == []
    assert api(bob).post(f"{path}/post_on_line", {"body": "x", "seen_by": "engineering"}).status_code == 422
    assert api(bob).post(f"{path}/post_on_line", {"body": "x", "seen_by": "everybody"}).status_code == 422


def test_who_may(api: Api, incident: Incident, rita: User, charlie: User) -> None:
    path = f"/incidents/{incident.ref}"
    reader = api(rita)
    assert reader.get(path).status_code == 200
    assert reader.get(f"{path}/cases").json() == []
    assert reader.post(f"{path}/resolve_incident").status_code == 403
    assert api(charlie).get(f"{path}/cases").json() == []
    assert api(charlie).get("/incidents/I-999999").status_code == 404


def test_who_reads_summaries_reads_nothing_that_is_only_for_us(api: Api, incident: Incident, rita: User) -> None:
    Incident.objects.update(internal_text="Disk 4 is full")
    assert api(rita).get(f"/incidents/{incident.ref}").json()["internal_text"] == ""
    assert api(rita).get("/incidents").json()["items"][0]["internal_text"] == ""


def test_what_is_left_out_stays_and_null_promises_no_update(agent: Caller, incident: Incident) -> None:
    path = f"/incidents/{incident.ref}/edit_incident"
    at = (clock.now() + timedelta(hours=1)).isoformat()
    assert agent.post(path, {"next_update_at": at, "internal_text": "Disk 4 is full"}).status_code == 200
    kept = agent.post(path, {"title": "Checkout is slow"}).json()
    assert kept["next_update_at"]
    assert kept["internal_text"] == "Disk 4 is full"
    assert agent.post(path, {"next_update_at": None}).json()["next_update_at"] is None


@pytest.mark.parametrize("at", ["9999-12-31T23:59:00-05:00", "0001-01-01T00:00:00+05:00", "2027-01-01T10:00:00"])
def test_an_instant_names_its_zone_and_a_likely_year(agent: Caller, incident: Incident, at: str) -> None:
    """The first one would be stored, and no program could read its row again."""
    for act, field in (("set_eta", "expected_at"), ("edit_incident", "next_update_at")):
        refused = agent.post(f"/incidents/{incident.ref}/{act}", {field: at})
        assert refused.status_code == 422
        assert [error["field"] for error in refused.json()["errors"]] == [field]


def test_engineers_write_nothing_that_customers_read(
    api: Api, incident: Incident, checkout: Service, omar: User
) -> None:
    engineer = api(omar)
    edit = f"/incidents/{incident.ref}/edit_incident"
    assert engineer.post(edit, {"customer_text": "Disk 4 is full"}).status_code == 403
    assert engineer.post(edit, {"internal_text": "Disk 4 is full"}).status_code == 200
    given = {"title": "T", "services": ["checkout"], "customer_text": "Disk 4 is full", "page": False}
    assert engineer.post("/incidents/declare_incident", given).status_code == 403
    assert engineer.post("/incidents/declare_incident", given | {"customer_text": ""}).status_code == 201
