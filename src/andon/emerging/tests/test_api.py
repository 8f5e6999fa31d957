"""Emerging issues through the API."""

from collections.abc import Callable
from typing import Any

import pytest
from tests.doors import Caller

from andon.catalog.models import Service
from andon.emerging.models import EmergingIssue, Report
from andon.incidents.models import Incident
from andon.people.models import User

from .conftest import Raise

Api = Callable[..., Caller]
pytestmark = pytest.mark.django_db


def done(answer: Any) -> Any:
    assert answer.status_code == 200, answer.content
    return answer.json()


def test_read_and_confirmed(api: Api, alice: User, raised: Raise) -> None:
    issue = raised(3)
    raised(2, first=10, level="watch")
    program = api(alice)
    (row,) = done(program.get("/emerging", level="emerging"))["items"]
    assert (row["ref"], row["service"], row["report_count"], row["state"]) == (issue.ref, "checkout", 3, "open")
    reports = done(program.get(f"/emerging/{issue.ref}/reports"))
    assert {one["kind"] for one in reports} == {"case"}
    assert all(one["title"].startswith("Checkout hangs") for one in reports)
    given = {"title": "Checkout hangs", "page": False}
    incident = done(program.post(f"/emerging/{issue.ref}/confirm_issue", given, key="once"))["incident"]
    assert done(program.post(f"/emerging/{issue.ref}/confirm_issue", given, key="once"))["incident"] == incident
    assert Incident.objects.get().case_links.count() == 3
    refused = program.post(f"/emerging/{issue.ref}/confirm_issue", given)
    assert refused.status_code == 409
    assert refused["Content-Type"].startswith("application/problem+json")


def test_faults_name_their_field(api: Api, alice: User, raised: Raise) -> None:
    issue = raised(2)
    program = api(alice)
    for path, body, field in (
        ("confirm_issue", {"title": "", "services": ["checkout"]}, "title"),
        ("confirm_issue", {"title": "x", "services": ["nonsense"]}, "services"),
        ("confirm_issue", {"title": "x", "severity": "awful"}, "severity"),
        ("split_issue", {"reports": ["nonsense"]}, "reports"),
        ("split_issue", {"reports": []}, "reports"),
        ("dismiss_issue", {"reason": "because"}, "reason"),
    ):
        answer = program.post(f"/emerging/{issue.ref}/{path}", body)
        assert answer.status_code == 422, (path, answer.content)
        assert answer.json()["errors"][0]["field"] == field
    assert EmergingIssue.objects.get().state == "open"


def test_merged_split_dismissed(api: Api, alice: User, raised: Raise) -> None:
    one, two = raised(3), raised(2, first=10)
    program = api(alice)
    assert done(program.post(f"/emerging/{two.ref}/merge_issues", {"into": one.ref}))["report_count"] == 5
    assert program.post(f"/emerging/{one.ref}/merge_issues", {"into": one.ref}).status_code == 409
    first = Report.objects.filter(issue=one)[0]
    other = done(program.post(f"/emerging/{one.ref}/split_issue", {"reports": [first.subject.key]}))
    assert other["report_count"] == 1
    assert done(program.post(f"/emerging/{other['ref']}/dismiss_issue", {"reason": "test"}))["state"] == "dismissed"
    assert done(program.post(f"/emerging/{other['ref']}/take_dismissal_back"))["state"] == "open"


def test_linked_to_one_that_runs(api: Api, alice: User, raised: Raise, checkout: Service) -> None:
    issue = raised(2)
    program = api(alice)
    given = {"title": "Checkout", "services": ["checkout"], "page": False}
    incident = program.post("/incidents/declare_incident", given).json()["ref"]
    assert len(done(program.post(f"/emerging/{issue.ref}/link_issue", {"incident": incident}))["linked"]) == 2


def test_who_may(api: Api, rita: User, charlie: User, raised: Raise) -> None:
    issue = raised(2)
    assert api(rita).get(f"/emerging/{issue.ref}").status_code == 200
    assert api(rita).post(f"/emerging/{issue.ref}/dismiss_issue", {"reason": "test"}).status_code == 403
    assert {one["title"] for one in done(api(charlie).get(f"/emerging/{issue.ref}/reports"))} == {""}
    assert api(None, scopes=["signals:write"]).get("/emerging").status_code == 403


def test_how_sure_it_must_be(api: Api, ada: User, mei: User, raised: Raise) -> None:
    raised(3)
    assert done(api(mei).get("/emerging_scan"))["told"] == 1
    told = done(api(mei).get("/emerging_scan"))
    assert (told["share"], told["drift"], len(told["weeks"])) == (None, "too_few", 13)
    assert told["weeks"][-1] | {"starts": ""} == {
        "starts": "", "confirmed": 0, "dismissed": 0, "undecided": 1, "share": None,
    }  # fmt: skip
    given = {"watch": -10, "emerging": -14, "budget": 0.2}
    assert api(mei).post("/emerging_scan/set_scan", given).status_code == 403
    assert done(api(ada).post("/emerging_scan/set_scan", given))["emerging"] == -14
    refused = api(ada).post("/emerging_scan/set_scan", given | {"watch": 3})
    assert refused.json()["errors"][0]["field"] == "watch"
