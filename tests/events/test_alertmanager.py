"""A monitor that nobody here wrote: Prometheus Alertmanager pages the engineer on call, and ends it.

In each of the three languages that it and we speak: PagerDuty's, Opsgenie's, and its own webhook.
"""

from pathlib import Path

import pytest

from andon.alerts.models import Alert
from andon.paging.models import Escalation, Page, Policy
from andon.people.models import User
from tests.live_server import running_product, wait_until
from tests.peers.alertmanager import needs_alertmanager, running_alertmanager
from tests.peers.mail_relay import MailRelay

pytestmark = [pytest.mark.slow, needs_alertmanager]


# PagerDuty and Opsgenie are told of the group; the webhook of each alert in it.
@pytest.mark.parametrize(
    ("by", "alerts", "key_length"), [("pagerduty", 1, 64), ("opsgenie", 1, 64), ("webhook", 2, 16)]
)
def test_alertmanager_pages_and_its_resolve_ends_the_page(
    by: str,
    alerts: int,
    key_length: int,
    tmp_path: Path,
    transactional_db: None,
    on_call: Policy,
    omar: User,
    routing_key: str,
    relay: MailRelay,
) -> None:
    with (
        running_product(tmp_path, ANDON_MAIL_RELAY=f"smtp://127.0.0.1:{relay.port}") as product,
        running_alertmanager(tmp_path, product_url=product.url, key=routing_key, by=by) as alertmanager,
    ):
        alertmanager.tell("CheckoutErrorRate", region="eu-central-1")
        wait_until(lambda: relay.to(omar.email), seconds=30, what="Omar's page")
        alert = Alert.objects.get()
        assert (alert.state, alert.severity, len(alert.dedup_key)) == ("open", "critical", key_length)
        assert "CheckoutErrorRate" in f"{alert.summary} {alert.payload}"

        alertmanager.tell("CheckoutErrorRate", region="eu-south-1")
        wait_until(lambda: Alert.objects.get(id=alert.id).count == 2, seconds=30, what="the group's second event")
        assert Alert.objects.count() == alerts

        past = "2026-01-01T00:00:00Z"
        alertmanager.tell("CheckoutErrorRate", region="eu-central-1", ends_at=past)
        alertmanager.tell("CheckoutErrorRate", region="eu-south-1", ends_at=past)
        wait_until(lambda: not Alert.objects.standing().exists(), seconds=30, what="the resolve")
        wait_until(lambda: Escalation.objects.get().state == "ended", seconds=30, what="the end of the run")
    assert Page.objects.count() == 1
    assert len(relay.mails) == 1
