"""What incidents show on the screens of lower rooms."""

from datetime import timedelta
from typing import Any

import pytest
from conftest import MoveClock
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from andon.cases.actions.note_on_case import note_on_case
from andon.cases.actions.receive_customer_message import receive_customer_message
from andon.cases.models import Case
from andon.customers.models import Contact
from andon.incidents import slots
from andon.incidents.actions.link_cases import link_cases
from andon.incidents.actions.post_on_line import post_on_line
from andon.incidents.actions.resolve_incident import resolve_incident
from andon.incidents.actions.show_answer_on_cases import show_answer_on_cases
from andon.incidents.actions.unlink_case import unlink_case
from andon.incidents.models import Incident
from andon.incidents.tests.conftest import Report, signed_in
from andon.kit import clock
from andon.people.access import access_of
from andon.people.models import User


@pytest.fixture
def agent(alice: User) -> Client:
    return signed_in(alice)


def test_a_case_says_what_is_behind_it(agent: Client, incident: Incident, case: Case, alice: User, omar: User) -> None:
    address = reverse("cases:case", args=[case.ref])
    shown = agent.get(address).content.decode()
    for text in ("Nobody is on it yet", "no time for the fix yet", incident.ref, "Declare an incident"):
        assert text in shown
    answer = post_on_line(incident, body="Restart the tablet", seen_by="engineering", by=omar.actor)
    assert "Restart the tablet" not in agent.get(address).content.decode()
    show_answer_on_cases(incident, message=answer, by=alice.actor)
    shown = agent.get(address).content.decode()
    assert "Restart the tablet" in shown
    assert f"answered on {incident.ref}" in shown
    resolve_incident(incident, by=alice.actor)
    assert "Nobody is on it yet" not in agent.get(address).content.decode()


def test_an_answer_stands_among_the_messages_at_its_time(
    move_clock: MoveClock, agent: Client, incident: Incident, case: Case, dana: Contact, alice: User, omar: User
) -> None:
    address = reverse("cases:case", args=[case.ref])

    def later() -> None:
        move_clock.to(clock.now() + timedelta(minutes=5))

    later()
    answer = post_on_line(incident, body="Restart the tablet", seen_by="engineering", by=omar.actor)
    later()
    receive_customer_message(case, by=dana.actor, body="Still nothing", channel="portal", verified=True)
    later()
    # Shown only now: it stands where it was said, not where somebody pressed the button.
    show_answer_on_cases(incident, message=answer, by=alice.actor)
    later()
    note_on_case(case, by=alice.actor, body="I tell her")
    shown = agent.get(address).content.decode()
    said = ["Checkout hangs since nine", "Restart the tablet", "Still nothing", "I tell her"]
    places = [shown.index(text, shown.index('id="case-thread"')) for text in said]
    assert places == sorted(places)
    unlink_case(incident, case, by=alice.actor)
    assert "Restart the tablet" not in agent.get(address).content.decode()


def test_any_number_of_answers_takes_as_many_statements(
    agent: Client, incident: Incident, case: Case, alice: User, omar: User
) -> None:
    def statements(count: int) -> int:
        for number in range(count):
            said = post_on_line(incident, body=f"Try {number}", seen_by="engineering", by=omar.actor)
            show_answer_on_cases(incident, message=said, by=alice.actor)
        with CaptureQueriesContext(connection) as queries:
            agent.get(reverse("cases:case", args=[case.ref]))
        return len(queries)

    statements(1)
    assert statements(1) == statements(8)


def test_a_case_is_linked_from_its_own_screen(agent: Client, incident: Incident, dana: Contact, report: Report) -> None:
    other = report(dana, "Cannot pay")
    address = reverse("cases:case", args=[other.ref])
    assert f"Link to {incident.ref}" in agent.get(address).content.decode()
    link = reverse("incidents:link_cases", args=[incident.ref])
    assert agent.post(link, {"cases": other.ref, "next": address})["Location"] == address
    assert f"Link to {incident.ref}" not in agent.get(address).content.decode()


def test_the_inbox_says_it_in_the_row_and_declares_from_what_is_ticked(
    agent: Client, incident: Incident, case: Case, dana: Contact, report: Report
) -> None:
    shown = agent.get(reverse("cases:inbox")).content.decode()
    assert f"linked to {incident.ref}" in shown
    assert "Declare from the selected" in shown
    other = report(dana, "Cannot pay")
    ticked = {"case": [str(case.id), str(other.id)], "from": "selection"}
    answer = agent.post(reverse("incidents:declare_incident"), ticked)
    assert answer.status_code == 302
    declare = agent.get(answer["Location"]).content.decode()
    assert f'value="{case.ref} {other.ref}"' in declare
    assert "Is it one of these?" in declare


def test_the_account_says_what_hits_it(agent: Client, incident: Incident) -> None:
    shown = agent.get(reverse("customers:account", args=["acme"])).content.decode()
    assert "What hits them now" in shown
    assert incident.ref in shown


def test_one_call_for_any_number(incident: Incident, dana: Contact, report: Report, alice: User) -> None:
    access: Any = access_of(alice)

    def statements(count: int) -> list[int]:
        cases = [report(dana, f"T {n}") for n in range(count)]
        link_cases(incident, cases, by=alice.actor)
        counted = []
        for provider in (slots.notice_of_case, slots.acts_of_case, slots.row_of_case):
            with CaptureQueriesContext(connection) as queries:
                provider([case.subject for case in cases], access)
            counted.append(len(queries))
        return counted

    assert statements(3) == statements(30)
