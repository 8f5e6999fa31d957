from collections.abc import Callable

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from tests.cast import NOBODY, account, contact

from andon.cases.models import Case
from andon.catalog.actions.put_services import ServiceIn, put_services
from andon.catalog.models import Service
from andon.incidents.actions.declare_incident import declare_incident
from andon.incidents.actions.mitigate_incident import mitigate_incident
from andon.incidents.actions.resolve_incident import resolve_incident
from andon.incidents.models import Incident
from andon.incidents.tests.conftest import Report, signed_in
from andon.people.models import Team, User


@pytest.fixture
def agent(alice: User) -> Client:
    return signed_in(alice)


@pytest.mark.parametrize("where", ["/board/", "/incidents/"])
def test_empty_ones_teach(agent: Client, where: str) -> None:
    assert "All in order" in agent.get(where).content.decode()
    assert agent.post(where).status_code == 405


@pytest.mark.parametrize("where", ["/board/", "/incidents/"])
def test_everybody_on_the_staff_reads_them(
    where: str, incident: Incident, omar: User, rita: User, charlie: User
) -> None:
    for user in (omar, rita, charlie):
        shown = signed_in(user).get(where).content.decode()
        assert "Checkout hangs" in shown
        assert "Dana" not in shown
    assert "Declare an" not in signed_in(rita).get(where).content.decode()


def test_the_board_lights_the_service(agent: Client, incident: Incident, checkout_team: Team, alice: User) -> None:
    put_services([ServiceIn(slug="export", name="Export", owner=checkout_team)], by=NOBODY)
    shown = agent.get("/board/").content.decode()
    for text in ("1 broken", "1 of 2 services in order", "Omar Haddad", "<b>1</b> account"):
        assert text in shown
    mitigate_incident(incident, by=alice.actor)
    assert "1 watched" in agent.get("/board/").content.decode()
    resolve_incident(incident, by=alice.actor)
    shown = agent.get("/board/").content.decode()
    assert "2 of 2 services in order" in shown
    assert incident.ref in shown


def test_an_alert_alone_makes_a_service_watched(
    agent: Client, monitor: Callable[..., object], run_due_work: Callable[[], int]
) -> None:
    monitor("trigger", "slow", "warning")
    run_due_work()
    assert "1 alert" in agent.get("/board/").content.decode()


def test_the_list_parts_what_runs_from_what_is_over(agent: Client, incident: Incident, alice: User) -> None:
    resolve_incident(incident, by=alice.actor)
    shown = agent.get("/incidents/").content.decode()
    assert "Over" in shown
    assert agent.get("/incidents/?page=99").status_code == 200
    assert agent.get("/incidents/?page=x").status_code == 200


@pytest.mark.parametrize("where", ["/board/", "/incidents/"])
def test_they_take_the_same_statements_for_any_number(
    where: str, agent: Client, alice: User, checkout: Service, report: Report
) -> None:
    def hit(count: int) -> None:
        for n in range(count):
            case: Case = report(contact(f"P{n}-{count}", f"p{n}-{count}@x.example", account(f"a{n}-{count}", f"A{n}")))
            declare_incident(title=f"T {n}", services=[checkout], cases=[case], by=alice.actor, page=False)

    def statements() -> int:
        with CaptureQueriesContext(connection) as queries:
            assert agent.get(where).status_code == 200
        return len(queries)

    hit(3)
    agent.get(where)
    few = statements()
    hit(27)
    assert statements() == few
