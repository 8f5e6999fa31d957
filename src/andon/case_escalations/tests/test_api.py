from collections.abc import Callable
from datetime import UTC, datetime

import pytest
from conftest import MoveClock
from tests.cast import NOBODY
from tests.doors import Caller

from andon.case_escalations.models import EscalationKind
from andon.case_escalations.tests.conftest import Report
from andon.cases.models import Case
from andon.customers.models import Account
from andon.people.models import Team, User
from andon.targets.actions.put_calendar import CalendarIn, put_calendar

Api = Callable[..., Caller]


def test_everything_a_screen_does(
    api: Api, case: Case, report: Report, alice: User, mei: User, paging_management: EscalationKind
) -> None:
    other = report("Label torn", owner=alice)
    agent, lead = api(alice), api(mei)
    typed = {"cases": [case.ref, str(other.id)], "kind": "management", "reason": "One pallet fell"}
    for _twice in range(2):
        made = agent.post("/case_escalations/escalate_cases", typed)
        assert made.status_code == 200, made.content
    first, second = made.json()
    assert (first["case_id"], first["state"], first["reached"], first["notes"]) == (
        str(case.id),
        "waiting",
        "policy",
        [],
    )
    joined = api(mei).post("/case_escalations/escalate_cases", typed | {"cases": [case.ref], "reason": "Me too"}).json()
    assert [(one["id"], [note["text"] for note in one["notes"]]) for one in joined] == [(first["id"], ["Me too"])]
    assert len(agent.get("/case_escalations").json()["items"]) == 2
    assert [one["id"] for one in agent.get("/case_escalations", case=case.ref).json()["items"]] == [first["id"]]
    assert agent.get("/case_escalations", answerable=True).json()["items"] == []
    assert len(lead.get("/case_escalations", answerable=True).json()["items"]) == 2
    path = f"/case_escalations/{first['id']}"
    assert agent.post(f"{path}/accept_escalation", {"answer": "x"}).status_code == 403
    accepted = lead.post(f"{path}/accept_escalation", {"answer": "I call them"}).json()
    assert (accepted["state"], accepted["answer"]) == ("accepted", "I call them")
    assert lead.post(f"{path}/decline_escalation", {"why": "x"}).status_code == 409
    assert lead.post(f"{path}/de_escalate", {"result": "Paid"}).json()["result"] == "Paid"
    assert agent.get(path).json()["state"] == "over"
    path = f"/case_escalations/{second['id']}"
    assert lead.post(f"{path}/withdraw_escalation").status_code == 403
    assert agent.post(f"{path}/withdraw_escalation").json()["state"] == "withdrawn"
    assert [one["id"] for one in agent.get("/case_escalations", state="over").json()["items"]] == [first["id"]]
    assert agent.get("/case_escalations", state="nonsense").status_code == 422


def test_an_account(api: Api, acme: Account, alice: User, mei: User, case: Case, vip: EscalationKind) -> None:
    made = api(alice).post("/accounts/acme/escalate_account", {"kind": "vip", "reason": "They renew"}).json()
    assert (made["case_id"], made["account_id"]) == (None, str(acme.id))
    assert [one["id"] for one in api(alice).get("/case_escalations", account="acme").json()["items"]] == [made["id"]]
    declined = api(mei).post(f"/case_escalations/{made['id']}/decline_escalation", {"why": "In May"}).json()
    assert (declined["state"], declined["answer"]) == ("declined", "In May")
    again = {"kind": "vip", "reason": "They renew"}
    assert api(alice).post("/accounts/acme/escalate_account", again).status_code == 422
    raised = api(alice).post("/accounts/acme/escalate_account", again | {"reason": "Tomorrow!"}).json()
    assert raised["again_of_id"] == made["id"]
    assert api(alice).post("/accounts/nobody/escalate_account", again).status_code == 404


def test_a_program_of_its_own_escalates_and_answers_nothing(
    api: Api, case: Case, mei: User, vip: EscalationKind
) -> None:
    program = api()
    typed = {"cases": [case.ref], "kind": "vip", "reason": "Breached"}
    (made,) = program.post("/case_escalations/escalate_cases", typed).json()
    assert made["asked_by"].startswith("integration:")
    assert program.post(f"/case_escalations/{made['id']}/accept_escalation", {"answer": "x"}).status_code == 403
    assert program.post(f"/case_escalations/{made['id']}/withdraw_escalation").json()["state"] == "withdrawn"
    narrow = api(scopes=["gestures:write"])
    assert narrow.post("/case_escalations/escalate_cases", typed).status_code == 403
    assert api(scopes=["case_escalations:write"]).post("/case_escalations/escalate_cases", typed).status_code == 200


@pytest.mark.parametrize(
    ("bad", "field"),
    [
        ({"kind": "house"}, "kind"),
        ({"reason": " "}, "reason"),
        ({"reason": "a\0b"}, "reason"),
        ({"reason": "x" * 2001}, "reason"),
        ({"cases": []}, "cases"),
        ({"cases": ["C-1"] * 51}, "cases"),
    ],
)
def test_bad_input_names_its_field(
    api: Api, case: Case, alice: User, vip: EscalationKind, bad: dict[str, object], field: str
) -> None:
    typed = {"cases": [case.ref], "kind": "vip", "reason": "x"}
    answer = api(alice).post("/case_escalations/escalate_cases", typed | bad)
    assert answer.status_code == 422
    assert [error["field"] for error in answer.json()["errors"]] == [field]


def test_who_may_not(
    api: Api, case: Case, alice: User, charlie: User, rita: User, omar: User, vip: EscalationKind
) -> None:
    typed = {"cases": [case.ref], "kind": "vip", "reason": "x"}
    (made,) = api(alice).post("/case_escalations/escalate_cases", typed).json()
    for who in (charlie, rita, omar):
        caller = api(who)
        assert caller.get("/case_escalations").json()["items"] == []
        assert caller.get(f"/case_escalations/{made['id']}").status_code == 404
        assert caller.post(f"/case_escalations/{made['id']}/accept_escalation", {"answer": "x"}).status_code == 404
        assert caller.post("/case_escalations/escalate_cases", typed).status_code in (403, 404)
    assert api(rita).post("/accounts/acme/escalate_account", {"kind": "vip", "reason": "x"}).status_code == 403


def test_open_minutes_count_where_a_kind_has_a_calendar(
    api: Api, ada: User, alice: User, case: Case, move_clock: MoveClock
) -> None:
    week = {day: [["09:00", "17:00"]] for day in ("mon", "tue", "wed", "thu", "fri")}
    put_calendar(CalendarIn(slug="office", name="Office", content={"zone": "UTC", "week": week}), by=NOBODY)
    kind = {"slug": "board", "name": "The board", "answer_minutes": 30, "calendar": "office"}
    assert api(ada).post("/escalation_kinds/put_escalation_kind", kind).json()["calendar"] == "office"
    bad = api(ada).post("/escalation_kinds/put_escalation_kind", kind | {"calendar": "moon"})
    assert bad.status_code == 422
    assert "calendar" in bad.content.decode()
    move_clock.to(datetime(2026, 11, 20, 16, 50, tzinfo=UTC))
    typed = {"cases": [case.ref], "kind": "board", "reason": "x"}
    (made,) = api(alice).post("/case_escalations/escalate_cases", typed).json()
    assert datetime.fromisoformat(made["due_at"]) == datetime(2026, 11, 23, 9, 20, tzinfo=UTC)


def test_kinds_are_the_administrators(api: Api, ada: User, alice: User, care: Team) -> None:
    kind = {"slug": "board", "name": "The board", "team": "care", "answer_minutes": 5}
    assert api(alice).post("/escalation_kinds/put_escalation_kind", kind).status_code == 403
    put = api(ada).post("/escalation_kinds/put_escalation_kind", kind).json()
    assert (put["team"], put["policy"], put["answer_minutes"]) == ("care", "", 5)
    assert {"slug": "board", **put} in api(alice).get("/escalation_kinds").json()
    for bad, field in (({"policy": "x"}, "policy"), ({"team": "x"}, "team"), ({"answer_minutes": 0}, "answer_minutes")):
        answer = api(ada).post("/escalation_kinds/put_escalation_kind", kind | bad)
        assert answer.status_code == 422
        assert field in answer.content.decode()
