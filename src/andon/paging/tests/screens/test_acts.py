"""What can be done with a page besides having it: by screen, by link, by program, by mail."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from conftest import MoveClock
from django.test import Client
from django.urls import reverse
from tests.cast import person

from andon.kit import clock
from andon.paging.models import Escalation, Page
from andon.people.models import Team, User

from .runs import now_of

Browse = Callable[[User], Client]
ACTS = ["unacknowledge", "snooze_escalation", "reassign_escalation", "resolve_escalation", "decline_page"]


def test_put_off_taken_back_and_over_at_the_screen(run: Escalation, browse: Browse, omar: User) -> None:
    client = browse(omar)

    def act(name: str, **given: Any) -> str:
        assert client.post(reverse(f"paging:{name}", args=[run.id]), given).status_code == 302
        return now_of(run).state

    assert act("snooze_escalation", minutes=60) == "snoozed"
    assert now_of(run).next_at == clock.now() + timedelta(hours=1)
    shown = client.get(reverse("paging:page", args=[run.id])).content.decode()
    for said in ("Omar Haddad put it off", "Nobody has it after all", "If nobody answers"):
        assert said in shown
    assert act("unacknowledge") == "running"
    assert act("resolve_escalation") == "ended"
    assert "Stop paging" not in client.get(reverse("paging:page", args=[run.id])).content.decode()


def test_somebody_else_is_paged_from_the_screen(
    run: Escalation, browse: Browse, omar: User, bob: User, run_due_work: Callable[[], int]
) -> None:
    address = reverse("paging:reassign_escalation", args=[run.id])
    assert browse(omar).post(address, {"to": "user:x"}).status_code == 422
    assert browse(omar).post(address, {"to": f"user:{bob.id}"}).status_code == 302
    run_due_work()
    assert Page.objects.last().user == bob  # type: ignore[union-attr]


def test_not_me_is_for_whoever_was_paged(
    run: Escalation, browse: Browse, omar: User, checkout_team: Team, run_due_work: Callable[[], int]
) -> None:
    other = person("Nia Other", ("responder", checkout_team))
    assert browse(other).post(reverse("paging:decline_page", args=[run.id])).status_code == 403
    assert browse(omar).post(reverse("paging:decline_page", args=[run.id])).status_code == 302
    run_due_work()
    assert [page.user.name for page in Page.objects.all()] == ["Omar Haddad", "Ines Pacheco"]
    assert "not hers, she said" in browse(omar).get(reverse("paging:page", args=[run.id])).content.decode()


@pytest.mark.parametrize("name", ACTS)
def test_others_stay_out(name: str, run: Escalation, browse: Browse, rita: User, alice: User, api: Any) -> None:
    address = reverse(f"paging:{name}", args=[run.id])
    assert browse(rita).post(address, {"minutes": 30}).status_code == 403
    assert browse(alice).post(address, {"minutes": 30}).status_code == 403
    assert browse(alice).get(address).status_code == 405
    body = {"until": (clock.now() + timedelta(hours=1)).isoformat(), "user": "alice@fernhill.example"}
    assert api(alice).post(f"/escalations/{run.id}/{name}", body).status_code == 403
    assert api(rita).post(f"/escalations/{run.id}/{name}", body).status_code in (403, 404)
    assert now_of(run).state == "running"


def test_programs_do_the_same(
    run: Escalation, api: Any, omar: User, bob: User, run_due_work: Callable[[], int]
) -> None:
    program = api(omar)

    def act(name: str, body: Any = None) -> Any:
        answer = program.post(f"/escalations/{run.id}/{name}", body)
        return answer.json()["state"] if answer.status_code == 200 else (answer.status_code, answer.json())

    later = (clock.now() + timedelta(hours=2)).isoformat()
    assert act("snooze_escalation", {"until": later}) == "snoozed"
    assert act("unacknowledge") == "running"
    assert act("reassign_escalation", {"user": bob.email}) == "running"
    run_due_work()
    assert act("decline_page") == "running"
    assert act("snooze_escalation", {"until": "1999-01-01T00:00:00Z"})[0] == 422
    assert act("reassign_escalation", {})[0] == 422
    assert act("reassign_escalation", {"user": bob.email, "team": "care"})[0] == 422
    assert act("resolve_escalation") == "ended"
    assert act("resolve_escalation") == "ended"
    assert act("snooze_escalation", {"until": later})[0] == 409
    pages = program.get(f"/escalations/{run.id}/pages").json()
    assert (pages[0]["step"], pages[0]["lap"], pages[0]["why"]) == (0, 0, "on call for Checkout")


def test_half_an_hour_and_not_me_by_link(
    run: Escalation, token: str, move_clock: MoveClock, run_due_work: Callable[[], int]
) -> None:
    shown = Client().get(reverse("paging:summons", args=[token])).content.decode()
    assert "Not me" in shown
    assert Client().post(reverse("paging:snooze_by_link", args=[token])).status_code == 302
    assert now_of(run).state == "snoozed"
    assert "You put it off" in Client().get(reverse("paging:summons", args=[token])).content.decode()
    move_clock.forward(minutes=30)
    assert Client().post(reverse("paging:decline_by_link", args=[token])).status_code == 302
    run_due_work()
    assert [page.user.name.split()[0] for page in Page.objects.all()] == ["Omar", "Omar", "Ines"]
    for name in ("snooze_by_link", "decline_by_link"):
        assert Client().get(reverse(f"paging:{name}", args=[token])).status_code == 405
        assert Client().post(reverse(f"paging:{name}", args=["x" * 43])).status_code == 404
