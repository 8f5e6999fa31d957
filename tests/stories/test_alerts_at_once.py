"""Alerts of one service that come in the same moment, or while its run is being ended."""

import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from django.db import connection, transaction

from andon.alerts.models import Alert
from andon.paging.actions.end_escalation import end_escalation
from andon.paging.actions.page_for_alert import page_for_alert
from andon.paging.models import Escalation, JoinedAlert, Policy
from tests.cast import NOBODY

pytestmark = pytest.mark.django_db(transaction=True)


def test_alerts_in_the_same_moment_start_one_run(on_call: Policy, monitor: Callable[..., Any]) -> None:
    for number in range(8):
        monitor("trigger", f"disk-{number}")
    together = threading.Barrier(4)

    def page(alert: Alert) -> None:
        together.wait()
        page_for_alert(alert.id)
        connection.close()

    with ThreadPoolExecutor(4) as workers:
        list(workers.map(page, Alert.objects.all()))
    assert Escalation.objects.count() == 1
    assert JoinedAlert.objects.count() == 8


def test_an_alert_does_not_join_a_run_that_is_being_ended(on_call: Policy, monitor: Callable[..., Any]) -> None:
    monitor("trigger", "first")
    page_for_alert(Alert.objects.get().id)
    (first,) = Escalation.objects.all()
    monitor("trigger", "second")
    second = Alert.objects.get(dedup_key="second")

    def page() -> None:
        page_for_alert(second.id)
        connection.close()

    with ThreadPoolExecutor(1) as worker:
        with transaction.atomic():
            end_escalation(first.subject, by=NOBODY)
            paging = worker.submit(page)
            # It waits for us; without that it would join what we end.
            with pytest.raises(TimeoutError):
                paging.result(0.5)
        paging.result(10)
    assert Escalation.objects.standing().count() == 1
    assert JoinedAlert.objects.get(alert_id=second.id).escalation_id != first.id
