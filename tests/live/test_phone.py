"""Called by the product as it runs, over real sockets: what Twilio tells goes through our front door and our worker."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest

from andon.channels.models import Delivery
from andon.kit import clock
from andon.notifications.models import ContactMethod
from andon.paging.models import Escalation, Policy
from andon.people.models import User
from tests.live_server import Product, running_product, wait_until
from tests.peers.mail_relay import MailRelay
from tests.peers.twilio import Twilio

pytestmark = pytest.mark.slow
OMAR = "+351910000142"


@pytest.fixture
def product(transactional_db: None, tmp_path: Path, relay: MailRelay) -> Iterator[Product]:
    more = {"ANDON_PRIVATE_NETWORKS_ALLOWED": "127.0.0.0/8", "ANDON_MAIL_RELAY": f"smtp://127.0.0.1:{relay.port}"}
    with running_product(tmp_path, **more) as product:
        yield product


def test_omar_is_called_and_presses_1(
    product: Product, phones: Twilio, omar: User, on_call: Policy, monitor: Callable[..., Any]
) -> None:
    def told(url: str, body: bytes, headers: dict[str, str]) -> tuple[int, bytes]:
        answer = httpx.post(url, content=body, headers=headers, timeout=20)
        return answer.status_code, answer.content

    phones._tell = told
    ContactMethod.objects.create(user=omar, channel="voice", address=OMAR, verified_at=clock.now())
    monitor("trigger", "slow")
    wait_until(lambda: phones.calls, seconds=60, what="the call")
    call = phones.call_to(OMAR)
    assert call["StatusCallback"].startswith(product.url)
    assert phones.tell(call["StatusCallback"], {"CallSid": call.sid, "CallStatus": "failed"}, token="no")[0] == 401
    assert phones.press(call, "1") == "You have it. Nobody else is woken. Goodbye."
    wait_until(lambda: Escalation.objects.filter(state="acknowledged").exists(), seconds=60, what="the answer")
    assert Escalation.objects.get().acknowledged_by == omar
    wait_until(lambda: Delivery.objects.filter(channel="voice", state="told").exists(), what="the receipt")
