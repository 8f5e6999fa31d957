"""The links in pages can be ended from the run's screen."""

from collections.abc import Callable
from typing import Any

from django.test import Client
from django.urls import reverse

from andon.paging.models import Escalation
from andon.people.models import User

Browse = Callable[[User], Client]


def test_a_responder_ends_them_and_still_answers(token: str, run: Escalation, browse: Browse, omar: User) -> None:
    engineer, screen = browse(omar), reverse("paging:page", args=[run.id])
    assert "1 link to this page is open" in engineer.get(screen).content.decode()
    answer = engineer.post(reverse("paging:revoke_page_links", args=[run.id]))
    assert answer["Location"] == screen
    assert "1 link to this page is open" not in engineer.get(screen).content.decode()
    summons = reverse("paging:summons", args=[token])
    assert Client().get(summons).status_code == 404
    assert Client().post(f"{summons}acknowledge/").status_code == 404
    run.refresh_from_db()
    assert run.acknowledged_at is None
    engineer.post(reverse("paging:acknowledge", args=[run.id]))
    run.refresh_from_db()
    assert run.acknowledged_by == omar


def test_a_program_does_and_who_may_not(
    token: str, run: Escalation, browse: Browse, api: Callable[..., Any], omar: User, alice: User, rita: User
) -> None:
    path, screen = f"/escalations/{run.id}/revoke_page_links", reverse("paging:revoke_page_links", args=[run.id])
    assert (api(alice).post(path).status_code, api(rita).post(path).status_code) == (403, 404)
    assert (browse(alice).post(screen).status_code, browse(rita).post(screen).status_code) == (403, 403)
    assert (
        "link to this page is open" not in browse(alice).get(screen.replace("revoke_page_links/", "")).content.decode()
    )
    assert api(omar).post(path).json() == {"revoked": 1}
    assert Client().get(reverse("paging:summons", args=[token])).status_code == 404
