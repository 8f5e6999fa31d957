from collections.abc import Callable
from typing import Any

from django.test import Client
from django.urls import reverse
from tests.cast import NOBODY

from andon.alerts.actions.create_heartbeat import create_heartbeat
from andon.alerts.actions.receive_pings import PingIn, receive_pings
from andon.alerts.heartbeat_in import HeartbeatIn
from andon.alerts.models import Heartbeat
from andon.alerts.reads.ping_address import ping_address
from andon.catalog.models import Service
from andon.kit.ids import new_id
from andon.people.models import User

from .test_alerts import signed_in

LIST = "alerts:heartbeats"


def test_an_engineer_makes_one_edits_it_and_deletes_it(omar: User, checkout: Service) -> None:
    client = signed_in(omar)
    given = {"service": checkout.id, "name": "Nightly <backup>", "every_minutes": 60, "severity": "error"}
    assert client.post(reverse(LIST), given).status_code == 302
    beat = Heartbeat.objects.get()
    one = reverse("alerts:heartbeat", args=[beat.id])
    shown = client.get(one).content.decode()
    for said in (ping_address(beat), "Nightly &lt;backup&gt;", "waits for its first ping"):
        assert said in shown
    receive_pings([PingIn(ping_address(beat).rpartition("/")[2])])
    assert "alive" in client.get(reverse(LIST)).content.decode()
    assert client.post(one, given | {"every_minutes": 5}).status_code == 302
    beat.refresh_from_db()
    assert beat.every_minutes == 5
    assert client.post(reverse("alerts:delete_heartbeat", args=[beat.id])).status_code == 302
    assert "Nothing is awaited" in client.get(reverse(LIST)).content.decode()


def test_bad_input_is_kept_and_said(omar: User, checkout: Service) -> None:
    given = {"service": checkout.id, "name": "Backup", "every_minutes": 60, "severity": "error"}
    for wrong in (
        {"name": ""},
        {"name": "a\0"},
        {"name": "a/b"},
        {"every_minutes": 0},
        {"severity": "x"},
        {"service": 1},
    ):
        answer = signed_in(omar).post(reverse(LIST), given | wrong)
        assert (answer.status_code, list(answer.context["form"].errors)) == (422, list(wrong))
    create_heartbeat(checkout, HeartbeatIn(name="BACKUP", every_minutes=5), by=NOBODY)
    taken = signed_in(omar).post(reverse(LIST), given)
    assert "Another heartbeat bears this name." in taken.content.decode()
    assert Heartbeat.objects.count() == 1


def test_others(alice: User, rita: User, omar: User, checkout: Service) -> None:
    beat = create_heartbeat(checkout, HeartbeatIn(name="Backup", every_minutes=5), by=NOBODY)
    one, delete = (reverse(name, args=[beat.id]) for name in ("alerts:heartbeat", "alerts:delete_heartbeat"))
    listed = signed_in(alice).get(reverse(LIST)).content.decode()
    assert "Backup" in listed
    assert one not in listed
    assert signed_in(alice).post(reverse(LIST), {}).status_code == 403
    for path in (one, delete):
        assert signed_in(alice).post(path).status_code == 403
    assert signed_in(alice).get(one).status_code == 403
    assert signed_in(rita).get(reverse(LIST)).status_code == 403
    assert Client().get(reverse(LIST)).status_code == 302
    assert signed_in(omar).get(delete).status_code == 405
    assert signed_in(omar).get(reverse("alerts:heartbeat", args=[new_id()])).status_code == 404
    assert Heartbeat.objects.count() == 1


def test_the_list_is_flat(omar: User, checkout: Service, django_assert_max_num_queries: Any) -> None:
    client = signed_in(omar)
    for count in (2, 30):
        for number in range(count):
            create_heartbeat(checkout, HeartbeatIn(name=f"b{count}-{number}", every_minutes=5), by=NOBODY)
        with django_assert_max_num_queries(12):
            assert client.get(reverse(LIST)).status_code == 200


def test_a_program_keeps_heartbeats(api: Callable[..., Any], omar: User, alice: User, checkout: Service) -> None:
    given = {"service": "checkout", "name": "Backup", "every_minutes": 60}
    made = api(omar).post("/heartbeats/create_heartbeat", given)
    assert made.status_code == 201
    path = f"/heartbeats/{made.json()['id']}"
    assert "/ping/" in made.json()["ping_address"]
    assert api(omar).get(path).json() == made.json()
    assert api(omar).post(f"{path}/edit_heartbeat", given | {"every_minutes": 0}).status_code == 422
    assert api(omar).post(f"{path}/edit_heartbeat", given | {"every_minutes": 7}).json()["every_minutes"] == 7
    (listed,) = api(alice).get("/heartbeats").json()["items"]
    assert "ping_address" not in listed
    for verb in ("edit_heartbeat", "delete_heartbeat"):
        assert api(alice).post(f"{path}/{verb}", given).status_code == 403
    assert api(alice).get(path).status_code == 403
    assert api(omar).post(f"{path}/delete_heartbeat").status_code == 204
    assert api(omar).get(path).status_code == 404
