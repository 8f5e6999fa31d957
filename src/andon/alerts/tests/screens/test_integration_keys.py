import html

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse
from tests.cast import NOBODY

from andon.alerts.actions.create_heartbeat import create_heartbeat
from andon.alerts.actions.receive_events import receive_events
from andon.alerts.heartbeat_in import HeartbeatIn
from andon.alerts.models import IntegrationKey
from andon.alerts.registry import all_formats
from andon.alerts.rules.event import EventIn
from andon.catalog.models import Service
from andon.kit.ids import new_id
from andon.people.models import User

from .test_alerts import signed_in

SCREEN = "alerts:integration_keys"


def reaches(key: str) -> bool:
    event = EventIn(routing_key=key, action="trigger", summary="x", source="x", severity="info")
    return receive_events([event])[0].dedup_key is not None


def test_a_key_is_shown_once_with_what_to_paste_and_revoked(ada: User, checkout: Service) -> None:
    client = signed_in(ada)
    given = {"service": checkout.id, "name": "Alert<manager>", "format": "pagerduty"}
    raw = client.post(reverse(SCREEN), given).content.decode()
    assert "Alert&lt;manager&gt;" in raw
    shown = html.unescape(raw)
    text = shown.split('"routing_key": "')[1][:32]
    for said in (f"{settings.BASE_URL}/v2/enqueue", f"routing_key: {text}"):
        assert said in shown
    assert reaches(text)
    again = client.get(reverse(SCREEN)).content.decode()
    assert text not in again
    assert text[-4:] in again
    revoke = reverse("alerts:revoke_integration_key", args=[IntegrationKey.objects.get().id])
    for _twice in range(2):
        assert client.post(revoke).status_code == 302
    assert not reaches(text)
    assert "revoked" in client.get(reverse(SCREEN)).content.decode()


def test_bad_input_is_kept(ada: User, checkout: Service) -> None:
    given = {"service": checkout.id, "name": "Grafana", "format": "grafana"}
    for wrong in (
        {"name": ""},
        {"service": "x"},
        {"name": "a\0b"},
        {"name": "x" * 121},
        {"format": "pigeon"},
        {"format": "heartbeat"},
        {"secret": "signs nothing"},
    ):
        answer = signed_in(ada).post(reverse(SCREEN), given | wrong)
        assert answer.status_code == 422, wrong
    assert not IntegrationKey.objects.exists()


def test_others_and_wrong_methods(ada: User, omar: User, mei: User, rita: User, checkout: Service) -> None:
    revoke = reverse("alerts:revoke_integration_key", args=[new_id()])
    for user in (omar, mei, rita):
        assert signed_in(user).get(reverse(SCREEN)).status_code == 403
        assert signed_in(user).post(revoke).status_code == 403
    assert Client().get(reverse(SCREEN)).status_code == 302
    assert signed_in(ada).get(revoke).status_code == 405
    assert signed_in(ada).post(revoke).status_code == 404


@pytest.mark.parametrize("name", all_formats())
def test_each_format_says_which_address_goes_where(name: str, ada: User, checkout: Service) -> None:
    given = {"service": checkout.id, "name": "Monitor", "format": name}
    shown = html.unescape(signed_in(ada).post(reverse(SCREEN), given).content.decode())
    panel = shown.split("Copy it now")[1].split("</section>")[0]
    text = panel.split('class="secret">')[1][:32]
    known = all_formats()[name]
    assert known.address(settings.BASE_URL, text) in panel
    assert str(known.where) in panel
    assert text in panel.split("<pre")[1]
    for placeholder in ("{base}", "{address}", "{key}"):
        assert placeholder not in shown
    # And for everybody who has a key already.
    again = html.unescape(signed_in(ada).get(reverse(SCREEN)).content.decode())
    assert known.title in again
    assert "YOUR-KEY" in again


def test_a_heartbeats_key_is_none_of_a_monitors(ada: User, checkout: Service) -> None:
    beat = create_heartbeat(checkout, HeartbeatIn(name="Backup", every_minutes=5), by=NOBODY)
    assert "Backup" not in signed_in(ada).get(reverse(SCREEN)).content.decode()
    assert signed_in(ada).post(reverse("alerts:revoke_integration_key", args=[beat.key_id])).status_code == 404
