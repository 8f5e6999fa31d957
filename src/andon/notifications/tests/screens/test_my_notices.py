"""The bell, the list, and what one is told about."""

from collections.abc import Callable
from datetime import time
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from tests.peers.mail_relay import MailRelay

from andon.channels.models import Delivery
from andon.kit.ids import new_id
from andon.notifications.actions.notify import notify
from andon.notifications.models import KindChoice, Notice, QuietHours, ReachStep
from andon.notifications.notice_in import NoticeIn
from andon.people.models import User

Browse = Callable[[User], Client]
pytestmark = pytest.mark.django_db
LIST, KINDS, WAYS = "notifications:notices", "notifications:my_notices", "notifications:my_contact_methods"


def tell(user: User, number: int = 1) -> Notice:
    path = reverse("people:my_profile")
    key = f"t:{user.id}:{number}"
    given = NoticeIn(
        key=key, kind="cases.mentioned", person=user, subject=user.subject, headline="<b>Called</b>", path=path
    )
    (notice,) = notify([given])
    return notice


def test_the_bell_counts_and_the_list_opens(browse: Browse, alice: User, bob: User) -> None:
    first, _second = tell(alice), tell(alice, 2)
    tell(bob)
    client = browse(alice)
    shown = client.get(reverse(LIST)).content.decode()
    assert "Notices, 2 unread" in shown
    assert shown.count("&lt;b&gt;Called&lt;/b&gt;") == 2
    assert "goes out at" in shown
    opened = client.post(reverse("notifications:open_notice", args=[first.id]))
    assert (opened.status_code, opened["Location"]) == (302, reverse("people:my_profile"))
    assert "Notices, 1 unread" in client.get(reverse("people:my_profile")).content.decode()
    assert client.get(reverse(LIST), {"show": "unread"}).content.decode().count("&lt;b&gt;") == 1
    assert client.post(reverse("notifications:read_notices")).status_code == 302
    assert "unread</span>" not in client.get(reverse(LIST)).content.decode()
    assert "Nothing is unread" in client.get(reverse(LIST), {"show": "unread"}).content.decode()
    assert Notice.objects.unread().count() == 1


def test_notices_of_others_are_out_of_reach(browse: Browse, alice: User, bob: User) -> None:
    notice = tell(alice)
    address = reverse("notifications:open_notice", args=[notice.id])
    assert browse(bob).post(address).status_code == 404
    assert browse(bob).post(reverse("notifications:read_notices"), {"id": str(notice.id)}).status_code == 302
    assert Notice.objects.get().read_at is None
    assert browse(alice).get(address).status_code == 405
    assert browse(alice).get(reverse("notifications:read_notices")).status_code == 405
    assert Client().get(reverse(LIST)).status_code == 302
    assert browse(alice).post(reverse("notifications:open_notice", args=[new_id()])).status_code == 404


def test_a_list_asks_no_query_a_row(
    browse: Browse, alice: User, django_assert_max_num_queries: Callable[..., Any]
) -> None:
    for number in range(12):
        tell(alice, number)
    client = browse(alice)
    client.get(reverse(LIST))
    with django_assert_max_num_queries(14):
        assert client.get(reverse(LIST)).content.decode().count("goes out at") == 12


def test_each_kind_as_she_likes_it(browse: Browse, alice: User, relay: MailRelay) -> None:
    client = browse(alice)
    shown = client.get(reverse(KINDS)).content.decode()
    assert "A customer wrote" in shown
    assert "You are paged" not in shown
    form = {"kinds-cases.mentioned": "off"}
    assert client.post(reverse("notifications:choose_notice_kinds"), form).status_code == 422
    every = {f"kinds-{field}": "list" for field in fields(client)}
    assert client.post(reverse("notifications:choose_notice_kinds"), every | form).status_code == 302
    assert KindChoice.objects.get(kind="cases.mentioned").choice == "off"
    assert notify([NoticeIn(key="x", kind="cases.mentioned", person=alice, subject=alice.subject, headline="x")]) == []
    tells = NoticeIn(key="y", kind="cases.assigned", person=alice, subject=alice.subject, headline="y")
    assert [notice.messages for notice in notify([tells])] == [[]]


def fields(client: Client) -> list[str]:
    return list(client.get(reverse(KINDS)).context["kinds"].fields)


def test_quiet_hours_are_kept_and_bad_ones_refused(browse: Browse, alice: User) -> None:
    client, address = browse(alice), reverse("notifications:put_quiet_hours")
    given = {"quiet-days_0": ["0", "4"], "quiet-begins_0": "22:30", "quiet-ends_0": "07:00"}
    assert client.post(address, given).status_code == 302
    kept = QuietHours.objects.get()
    assert (kept.weekdays, kept.begins, kept.ends) == ([0, 4], time(22, 30), time(7))
    assert "22:30" in client.get(reverse(KINDS)).content.decode()
    always = {"quiet-days_0": [str(day) for day in range(7)], "quiet-begins_0": "08:00", "quiet-ends_0": "08:00"}
    spare = {"quiet-begins_1": "20:00", "quiet-ends_1": "08:00"}
    refused = client.post(address, always | spare)
    assert refused.status_code == 422
    assert "Leave at least an hour" in refused.content.decode()
    assert client.post(address, {"quiet-days_0": ["9"], "quiet-begins_0": "x", "quiet-ends_0": ""}).status_code == 422
    assert client.get(address).status_code == 405


def test_the_line_of_time_is_edited_in_place(browse: Browse, omar: User) -> None:
    client, address = browse(omar), reverse("notifications:put_reach_steps")
    assert "as is usual with your ways" in client.get(reverse(WAYS)).content.decode()
    given = {"urgency": "high", "high-wait_0": "3", "high-way_0": "sign-in", "high-wait_1": "", "high-way_1": ""}
    assert client.post(address, given).status_code == 302
    step = ReachStep.objects.get()
    assert (step.urgency, step.wait_minutes, step.method) == ("high", 3, None)
    assert "as you chose" in client.get(reverse(WAYS)).content.decode()
    for wrong in ({"high-wait_0": "-1"}, {"high-wait_0": "99999"}, {"high-way_0": str(new_id())}):
        assert client.post(address, given | wrong).status_code == 422
    assert client.post(address, {"urgency": "high", "usual": "1"}).status_code == 302
    assert not ReachStep.objects.exists()
    assert client.get(address).status_code == 405
    assert Client().post(address).status_code == 302


def test_the_api_does_the_same(api: Callable[..., Any], omar: User, alice: User) -> None:
    caller = api(omar)
    usual = caller.get("/reach").json()
    assert [line["chosen"] for line in usual["lines"]] == [False, False]
    assert [step["wait_minutes"] for line in usual["lines"] for step in line["steps"]] == [0, 5]
    steps = {"urgency": "low", "steps": [{"wait_minutes": 30}]}
    assert caller.post("/reach/put_reach_steps", steps).json()["lines"][1]["steps"][0]["wait_minutes"] == 30
    wrong = {"urgency": "low", "steps": [{"wait_minutes": 1, "contact_method": str(new_id())}]}
    assert caller.post("/reach/put_reach_steps", wrong).status_code == 422
    quiet = {"windows": [{"weekdays": [5, 6], "begins": "00:00", "ends": "00:00"}]}
    assert caller.post("/reach/put_quiet_hours", quiet).json()["quiet_hours"][0]["weekdays"] == [5, 6]
    assert (
        caller.post("/reach/put_quiet_hours", {"windows": [quiet["windows"][0] | {"weekdays": [7]}]}).status_code == 422
    )
    chosen = caller.post("/reach/choose_notice_kinds", {"choices": {"cases.mentioned": "high"}}).json()
    assert {kind["kind"]: kind["choice"] for kind in chosen["kinds"]}["cases.mentioned"] == "high"
    assert caller.post("/reach/choose_notice_kinds", {"choices": {"paging.page": "off"}}).status_code == 422
    notice = tell(omar)
    (listed,) = caller.get("/notices", unread=True).json()["items"]
    assert (listed["id"], listed["urgency"]) == (str(notice.id), "high")
    assert [one["by"] for one in caller.get(f"/notices/{notice.id}/messages").json()] == [omar.email]
    assert api(alice).get(f"/notices/{notice.id}/messages").status_code == 404
    assert api(alice).post(f"/notices/{notice.id}/open_notice").status_code == 404
    assert caller.post(f"/notices/{notice.id}/open_notice").json()["read_at"]
    assert caller.post("/notices/read_notices", {}).json() == {"read": 0}
    assert caller.get("/notices", unread=True).json()["items"] == []
    assert api(None).get("/notices").status_code == api(None).get("/reach").status_code == 403
    assert Delivery.objects.filter(purpose="notice").count() == 1
