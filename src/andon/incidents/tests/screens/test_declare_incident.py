from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from tests.peers.mail_relay import MailRelay

from andon.alerts.models import Alert
from andon.cases.models import Case
from andon.catalog.models import Service
from andon.incidents.models import Incident
from andon.incidents.tests.conftest import signed_in
from andon.paging.models import Escalation, Policy
from andon.people.models import User

DECLARE = "/incidents/declare/"


@pytest.fixture
def agent(alice: User) -> Client:
    return signed_in(alice)


def given(service: Service, **more: Any) -> dict[str, Any]:
    return {"title": "Checkout hangs", "service": str(service.id), "severity": "critical", "page": "on"} | more


def test_from_cases_and_she_sees_who_will_be_woken(
    agent: Client, case: Case, checkout: Service, on_call: Policy
) -> None:
    shown = agent.get(DECLARE, {"case": [case.ref, "C-999999"]}).content.decode()
    assert "wakes Omar Haddad, after 5 min Ines" in shown
    assert f'value="{case.ref}"' in shown
    assert 'value="Checkout hangs"' in shown
    assert "Acme Outdoor" in shown
    assert reverse("incidents:declare_incident") == DECLARE
    made = agent.post(DECLARE, given(checkout, cases=case.ref, customer_text="We are on it"))
    incident = Incident.objects.get()
    assert made["Location"] == reverse("incidents:incident", args=[incident.ref])
    assert [link.case for link in incident.case_links.all()] == [case]
    assert Escalation.objects.get().subject == incident.subject


def test_from_an_alert_nobody_is_woken_twice(
    omar: User,
    checkout: Service,
    on_call: Policy,
    relay: MailRelay,
    monitor: Callable[..., object],
    run_due_work: Callable[[], int],
) -> None:
    monitor("trigger", "slow")
    run_due_work()
    alert = Alert.objects.get()
    engineer = signed_in(omar)
    shown = engineer.get(DECLARE, {"alert": str(alert.id)}).content.decode()
    assert "Omar Haddad is paged already, no second page" in shown
    assert "Checkout is slow" in shown
    engineer.post(DECLARE, given(checkout, alert=str(alert.id)))
    assert Incident.objects.get().alert_links.get().alert == alert
    assert Escalation.objects.get().subject.kind == "incident"
    assert engineer.get(DECLARE, {"alert": "nonsense"}).status_code == 200


def test_by_hand_without_waking_anybody(agent: Client, checkout: Service) -> None:
    assert "nobody can be woken" in agent.get(DECLARE).content.decode()
    declared = given(checkout)
    del declared["page"]
    assert agent.post(DECLARE, declared).status_code == 302
    assert not Escalation.objects.exists()


def test_bad_input_is_kept(agent: Client, case: Case, checkout: Service) -> None:
    for bad, fault in (
        ({"title": ""}, "required"),
        ({"title": "x" * 201}, "at most 200"),
        ({"severity": "huge"}, "huge"),
        ({"service": str(case.id)}, "valid choice"),
        ({"cases": "C-999999"}, "There is no case C-999999"),
        ({"condition": "a\x07b"}, "control characters"),
        ({"next_update_at": "later"}, "valid date"),
    ):
        answer = agent.post(DECLARE, given(checkout, internal_text="kept words") | bad)
        assert answer.status_code == 422, bad
        shown = answer.content.decode()
        assert fault in shown
        assert "kept words" in shown
    assert not Incident.objects.exists()


def test_without_a_service_it_says_what_to_do(agent: Client) -> None:
    assert "none is known yet" in agent.get(DECLARE).content.decode()
    assert agent.post(DECLARE, {"title": "x"}).status_code == 422


def test_only_those_who_work(checkout: Service, rita: User, ada: User) -> None:
    assert signed_in(rita).get(DECLARE).status_code == 403
    assert signed_in(rita).post(DECLARE, given(checkout)).status_code == 403
    assert signed_in(ada).put(DECLARE).status_code == 405
