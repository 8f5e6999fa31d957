import re
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from tests.peers.mail_relay import MailRelay

from andon.cases.models import Case
from andon.incidents.actions.link_cases import link_cases
from andon.incidents.actions.post_on_line import post_on_line
from andon.incidents.models import Duty, Incident
from andon.incidents.tests.conftest import Report, address, signed_in
from andon.kit import clock
from andon.people.models import User


def test_it_shows_what_matters(agent: Client, incident: Incident, case: Case) -> None:
    shown = agent.get(address(incident)).content.decode()
    for text in (
        "I-",
        "Checkout hangs",
        "Acme Outdoor",
        "Strategic",
        "1 case from 1 account",
        case.ref,
        "Alice Moreau",
    ):
        assert text in shown
    assert "nobody is on it yet" in shown
    assert "declared the incident from 1 case" in shown
    assert "Not known yet" in shown
    assert agent.get(reverse("incidents:incident", args=[str(incident.id)])).status_code == 200
    assert agent.get(reverse("incidents:incident", args=["I-999999"])).status_code == 404
    assert agent.get(reverse("incidents:incident", args=["nonsense"])).status_code == 404


def test_readers_see_what_is_theirs(
    incident: Incident, omar: User, rita: User, charlie: User, ada: User, bob: User
) -> None:
    post_on_line(incident, body="rollback in progress", seen_by="engineering", by=omar.actor)
    seen = {user.name: signed_in(user).get(address(incident)).content.decode() for user in (omar, rita, charlie, bob)}
    assert "rollback in progress" in seen[omar.name]
    for other in (rita, charlie, bob):
        assert "rollback in progress" not in seen[other.name]
    assert "Acme Outdoor" in seen[bob.name]
    for other in (rita, charlie):
        assert "Acme Outdoor" not in seen[other.name]
        assert "1 case, of a team" in seen[other.name]
    assert "Post" not in seen[rita.name]
    assert signed_in(ada).get(address(incident)).status_code == 200


def test_strangers_stay_out(incident: Incident) -> None:
    from tests.cast import person

    outsider = signed_in(person("Nobody Special"))
    for name in ("board", "incidents", "declare_incident"):
        assert outsider.get(reverse(f"incidents:{name}")).status_code == 403
        assert Client().get(reverse(f"incidents:{name}")).status_code == 302
    assert outsider.get(address(incident)).status_code == 403
    assert Client().get(address(incident)).status_code == 302


@pytest.mark.parametrize(
    "name",
    [
        "set_severity",
        "set_eta",
        "take_duty",
        "mitigate_incident",
        "resolve_incident",
        "reopen_incident",
        "link_cases",
        "post_on_line",
    ],
)
def test_acts_are_posts_of_those_who_work(name: str, agent: Client, incident: Incident, rita: User) -> None:
    assert agent.get(address(incident, name)).status_code == 405
    assert signed_in(rita).post(address(incident, name)).status_code == 403
    assert agent.post(reverse(f"incidents:{name}", args=["I-999999"])).status_code == 404


def test_severity_and_duties(agent: Client, incident: Incident, alice: User, omar: User) -> None:
    assert agent.post(address(incident, "set_severity"), {"severity": "critical"}).status_code == 302
    assert agent.post(address(incident, "set_severity"), {"severity": "apocalypse"}).status_code == 422
    assert agent.post(address(incident, "take_duty"), {"kind": "commander"}).status_code == 302
    assert agent.post(address(incident, "take_duty"), {"kind": "responder", "user": str(omar.id)}).status_code == 302
    assert agent.post(address(incident, "take_duty"), {"kind": "king"}).status_code == 422
    incident.refresh_from_db()
    assert incident.severity == "critical"
    assert Duty.objects.get(kind="commander").user == alice
    assert Duty.objects.get(kind="responder").user == omar
    shown = agent.get(address(incident)).content.decode()
    assert "from Major to Critical" in shown
    assert "Omar Haddad is with them" in shown


def test_the_eta_keeps_its_past(agent: Client, incident: Incident, move_clock: Any) -> None:
    for minutes in (30, 60):
        at = (clock.now() + timedelta(minutes=minutes)).strftime("%Y-%m-%dT%H:%M")
        assert agent.post(address(incident, "set_eta"), {"expected_at": at, "why": "roll back"}).status_code == 302
    shown = agent.get(address(incident)).content.decode()
    assert "10:00" in shown
    assert ">09:30</s>" in shown
    past = agent.post(address(incident, "set_eta"), {"expected_at": "2020-01-01T10:00", "why": "kept words"})
    assert past.status_code == 422
    assert "in the past" in past.content.decode()
    assert "kept words" in past.content.decode()
    assert agent.post(address(incident, "set_eta"), {"expected_at": "soon"}).status_code == 422


def test_its_life(agent: Client, incident: Incident) -> None:
    assert agent.post(address(incident, "mitigate_incident")).status_code == 302
    assert "hurts no more" in agent.get(address(incident)).content.decode()
    assert agent.post(address(incident, "resolve_incident")).status_code == 302
    incident.refresh_from_db()
    assert incident.status == "resolved"
    assert "Reopen" in agent.get(address(incident)).content.decode()
    assert agent.post(address(incident, "mitigate_incident"), follow=True).status_code == 200
    assert agent.post(address(incident, "reopen_incident")).status_code == 302
    incident.refresh_from_db()
    assert incident.status == "open"


def test_the_words_are_changed(agent: Client, incident: Incident, rita: User) -> None:
    edit = address(incident, "edit_incident")
    assert "Checkout hangs" in agent.get(edit).content.decode()
    given = {"title": "Checkout is slow", "customer_text": "We are on it", "next_update_at": "2027-01-01T10:00"}
    assert agent.post(edit, given).status_code == 302
    incident.refresh_from_db()
    assert (incident.title, incident.customer_text) == ("Checkout is slow", "We are on it")
    assert agent.post(edit, {"title": ""}).status_code == 422
    bad = agent.post(edit, {"title": "a\x07b", "condition": "kept"})
    assert bad.status_code == 422
    assert "kept" in bad.content.decode()
    assert signed_in(rita).get(edit).status_code == 403


def test_hostile_words_stay_text(agent: Client, incident: Incident) -> None:
    evil = "<script>alert(1)</script>"
    agent.post(address(incident, "post_on_line"), {"body": evil, "seen_by": "agents"})
    agent.post(address(incident, "edit_incident"), {"title": evil, "customer_text": evil, "internal_text": evil})
    for page in (address(incident), "/board/", "/incidents/"):
        shown = agent.get(page).content.decode()
        assert "alert(1)" in shown
        assert "<script>alert" not in shown


def test_it_takes_the_same_statements_for_any_number_of_cases(
    agent: Client, incident: Incident, alice: User, report: Report, django_assert_num_queries: Any
) -> None:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext
    from tests.cast import account, contact

    def statements() -> int:
        with CaptureQueriesContext(connection) as queries:
            assert agent.get(address(incident)).status_code == 200
        return len(queries)

    def hit(count: int) -> None:
        for n in range(count):
            who = contact(f"P{n}-{count}", f"p{n}-{count}@x.example", account(f"a{n}-{count}", f"A {n}"))
            link_cases(incident, [report(who)], by=alice.actor)
            post_on_line(incident, body=f"said {n}", seen_by="agents", by=alice.actor)

    # From five reporters on, more is said of an incident; that is asked for once, too.
    hit(6)
    agent.get(address(incident))
    few = statements()
    hit(27)
    assert statements() == few


def test_the_page_is_answered_from_here(
    incident: Incident, agent: Client, omar: User, relay: MailRelay, run_due_work: Callable[[], int]
) -> None:
    run_due_work()
    engineer = signed_in(omar)
    assert "I have it" not in agent.get(address(incident)).content.decode()
    shown = engineer.get(address(incident)).content.decode()
    assert "I have it" in shown
    answered = engineer.post(re.findall(r'action="(/pages/[^"]+/acknowledge/)"', shown)[0])
    assert answered.status_code == 302
    run_due_work()
    assert "Omar Haddad acknowledged" in agent.get(address(incident)).content.decode()


def test_engineers_write_nothing_that_customers_read(incident: Incident, omar: User) -> None:
    Incident.objects.update(customer_text="We are on it")
    edit, declare = address(incident, "edit_incident"), reverse("incidents:declare_incident")
    engineer = signed_in(omar)
    for screen in (edit, declare):
        assert 'name="customer_text"' not in engineer.get(screen).content.decode()
    assert engineer.post(edit, {"title": "Checkout is slow", "customer_text": "Disk 4 is full"}).status_code == 302
    incident.refresh_from_db()
    assert (incident.title, incident.customer_text) == ("Checkout is slow", "We are on it")
