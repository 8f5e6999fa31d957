from django.conf import settings
from django.test import Client
from django.urls import reverse

from andon.alerts.actions.receive_events import receive_events
from andon.alerts.models import IntegrationKey
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
    shown = client.post(reverse(SCREEN), {"service": checkout.id, "name": "Alert<manager>"}).content.decode()
    text = shown.split('"routing_key": "')[1][:32]
    for said in (f"{settings.BASE_URL}/v2/enqueue", "Alert&lt;manager&gt;", f"routing_key: {text}"):
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
    for wrong in ({"name": ""}, {"service": "x"}, {"name": "a\0b"}, {"name": "x" * 121}):
        answer = signed_in(ada).post(reverse(SCREEN), {"service": checkout.id, "name": "Grafana"} | wrong)
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
