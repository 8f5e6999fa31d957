"""What is set of an endpoint, and its test button."""

from typing import Any

import pytest
from standardwebhooks import Webhook
from tests.cast import NOBODY
from tests.peers.receiver import Receiver

from andon.connections.actions.try_connection import try_connection
from andon.connections.models import Connection
from andon.kit.errors import Invalid

from .told import Subscribe

# What the timeline's followers see is what was committed.
pytestmark = pytest.mark.django_db(transaction=True)


def test_the_test_button_sends_a_signed_event(subscribe: Subscribe, receiver: Receiver) -> None:
    endpoint, secret = subscribe()
    assert try_connection(endpoint, by=NOBODY) == (True, "It took the test event and answered 200.")
    assert Webhook(secret).verify(receiver.got[0].body, receiver.got[0].headers)["type"] == "andon.test"
    receiver.behave = "500"
    assert try_connection(endpoint, by=NOBODY) == (False, "It answered 500 to the test event.")


def test_wrong_settings_are_named(subscribe: Subscribe, settings: Any) -> None:
    from andon.connections.actions.add_connection import add_connection

    wrong: list[tuple[dict[str, Any], str]] = [
        ({"rooms": [], "types": []}, "types"),
        ({"types": ["cases.case_eaten"]}, "types"),
        ({"rooms": ["cellar"]}, "rooms"),
        ({"rooms": [], "types": ["alerts.alert_opened"]}, "types"),
        ({"audiences": []}, "audiences"),
        ({"format": "xml"}, "format"),
        ({"with_objects": True, "audiences": ["customer"]}, "with_objects"),
        ({"with_objects": "yes"}, "with_objects"),
        ({"url": "https://nowhere.invalid/"}, "url"),
        ({"url": "http://10.0.0.1/"}, "url"),
        ({"url": "http://[::1]/"}, "url"),
        ({"url": "http://169.254.169.254/latest/meta-data"}, "url"),
    ]
    for more, field in wrong:
        with pytest.raises(Invalid) as refused:
            subscribe(**more)
        assert set(refused.value.faults) == {field}, more
    for secret in ("short", "whsec_c2hvcnQ=", "whsec_%%%"):
        with pytest.raises(Invalid):
            add_connection(
                vendor="webhooks",
                name="x",
                settings={"url": "http://127.0.0.1/", "rooms": ["cases"]},
                secrets={"signing": secret},
                by=NOBODY,
            )
    assert not Connection.objects.exists()
