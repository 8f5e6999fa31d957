from collections.abc import Callable

import pytest
from tests.doors import Caller

from andon.incidents.models import Incident
from andon.incidents.tests.conftest import signed_in
from andon.people.models import User


@pytest.mark.parametrize("moment", ["2036-01-01T10:00:00", "9999-12-31T23:59:59-10:00", "0001-01-01T00:00:00+10:00"])
def test_moments_out_of_reach_are_refused_and_break_nothing(
    moment: str, api: Callable[..., Caller], incident: Incident, alice: User
) -> None:
    caller, path = api(alice), f"/incidents/{incident.ref}"
    for verb, body in (
        ("set_eta", {"expected_at": moment}),
        ("edit_incident", {"next_update_at": moment}),
    ):
        assert caller.post(f"{path}/{verb}", body).status_code == 422
    declared = {"title": "T", "services": ["checkout"], "next_update_at": moment}
    assert caller.post("/incidents/declare_incident", declared).status_code == 422
    screen = signed_in(alice)
    local = moment[:16]
    typed = {"title": "T", "next_update_at": local}
    assert screen.post(f"{path}/edit_incident/", typed).status_code == 422
    assert screen.post(f"{path}/set_eta/", {"expected_at": local}).status_code == 422
    assert screen.get(f"{path}/").status_code == 200


def test_hostile_words_are_answered(api: Callable[..., Caller], incident: Incident, alice: User) -> None:
    caller, path, nul = api(alice), f"/incidents/{incident.ref}", "a\0b"
    answers = [
        caller.get("/incidents", status=nul),
        caller.get("/incidents/%00"),
        caller.get(f"{path}/recipients", state=nul),
        caller.post(f"{path}/take_duty", {"kind": "liaison", "user": nul}),
        caller.post(f"{path}/take_duty", {"kind": nul}),
        caller.post(f"{path}/link_cases", {"cases": [nul, "\ud800", "C-999999999", "C-9999999999"]}),
        caller.post("/incidents/declare_incident", {"title": "T", "services": [nul]}),
        caller.post(f"{path}/post_on_line", {"body": nul, "seen_by": "agents"}),
        caller.post(f"{path}/write_update", {"texts": {"en": "x", nul: "y"}}),
        caller.post(f"{path}/write_update", {"texts": {"en": nul}}),
    ]
    assert [answer.status_code for answer in answers if answer.status_code >= 500] == []
    screen = signed_in(alice)
    shown = [
        screen.get("/incidents/declare/", {"case": nul, "alert": nul}),
        screen.get("/incidents/%00/"),
        screen.get("/incidents/", {"page": nul}),
        screen.get(f"{path}/updates/write/", {"message": nul, "draft": "٣"}),
        screen.get(f"{path}/updates/99999999999999999999/"),
        screen.post(f"{path}/link_cases/", {"cases": nul, "next": nul}),
        screen.post(f"{path}/link_cases/", {"cases": "C-1", "next": "/\r\nX: y"}),
        screen.post(f"{path}/unlink_case/%00/"),
        screen.post("/incidents/declare/", {"from": "selection", "case": [nul]}),
    ]
    assert [answer.status_code for answer in shown if answer.status_code >= 500] == []
