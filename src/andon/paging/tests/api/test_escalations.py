from collections.abc import Callable
from typing import Any

from andon.kit.ids import new_id
from andon.paging.models import Escalation
from andon.people.models import User

Api = Callable[..., Any]


def test_a_program_reads_and_answers(run: Escalation, api: Api, omar: User) -> None:
    (found,) = api(omar).get("/escalations", state="running").json()["items"]
    assert found["subject"] == run.subject.key
    assert api(omar).get("/escalations", subject=run.subject.key).json()["items"] == [found]
    assert api(omar).get("/escalations", subject="incident").status_code == 422
    (page,) = api(omar).get(f"/escalations/{run.id}/pages").json()
    assert (page["user_id"], page["messages"][0]["by"]) == (str(omar.id), "omar@fernhill.example")
    answer = api(omar).post(f"/escalations/{run.id}/acknowledge")
    assert (answer.status_code, answer.json()["state"]) == (200, "acknowledged")
    assert api(omar).get(f"/escalations/{run.id}").json()["acknowledged_by_id"] == str(omar.id)
    assert api(omar).post(f"/escalations/{run.id}/escalate_now").json()["state"] == "running"


def test_who_may_not(run: Escalation, api: Api, alice: User, rita: User) -> None:
    assert api(alice).post(f"/escalations/{run.id}/acknowledge").status_code == 403
    assert api(rita).get(f"/escalations/{run.id}").status_code == 404
    assert api(rita).get("/escalations").json()["items"] == []
    assert api(alice).get(f"/escalations/{new_id()}").status_code == 404
