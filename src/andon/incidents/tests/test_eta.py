"""When a fix is expected: a value or a range, how sure, with its past; a slip is a fact and owes the news."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.urls import reverse
from tests.cast import NOBODY
from tests.doors import Caller

from andon.cases.actions.meet_obligation import meet_obligation
from andon.cases.actions.open_case import open_case
from andon.cases.case_in import CaseIn
from andon.cases.models import Case, Obligation
from andon.catalog.models import Service
from andon.customers.models import Contact
from andon.incidents.actions.declare_incident import declare_incident
from andon.incidents.actions.set_eta import set_eta
from andon.incidents.models import Incident
from andon.incidents.reads.customer_view import customer_view
from andon.kit import clock
from andon.kit.errors import Invalid
from andon.people.models import Team, User
from andon.timeline.models import RecordedFact

pytestmark = pytest.mark.django_db
HOUR = timedelta(hours=1)


@pytest.fixture
def case(dana: Contact, care: Team, alice: User) -> Case:
    given = CaseIn(title="It hangs", body="It hangs", contact=dana, team=care, owner=alice, receipt=False)
    return open_case(given, by=NOBODY)


@pytest.fixture
def incident(case: Case, checkout: Service, omar: User) -> Incident:
    return declare_incident(title="Checkout hangs", services=[checkout], cases=[case], by=omar.actor, page=False)


def slips(incident: Incident) -> list[Any]:
    return [fact.body for fact in RecordedFact.objects.filter(kind="incidents.EtaSlipped", subject_id=incident.id)]


def owed(case: Case) -> list[Obligation]:
    return list(Obligation.objects.filter(case=case, source_kind="eta", state="owed"))


def test_a_later_end_is_a_slip_and_owes_the_news_once(incident: Incident, case: Case, omar: User) -> None:
    now = clock.now()
    set_eta(incident, expected_at=now + HOUR, by=omar.actor)
    set_eta(incident, expected_at=now + HOUR, latest_at=now + 2 * HOUR, by=omar.actor)
    assert [(one.was_by, one.expected_by, one.owed) for one in slips(incident)] == [(now + HOUR, now + 2 * HOUR, 1)]
    (debt,) = owed(case)
    assert debt.kind == "tell"
    set_eta(incident, expected_at=now + 3 * HOUR, by=omar.actor)
    assert owed(case) == [debt]
    meet_obligation(debt, by=omar.actor)
    set_eta(incident, expected_at=now + 2 * HOUR, by=omar.actor)
    assert owed(case) == []
    assert len(slips(incident)) == 2
    set_eta(incident, expected_at=now + 4 * HOUR, by=omar.actor)
    assert owed(case) == [debt]


def test_what_is_no_range(incident: Incident, omar: User) -> None:
    now = clock.now()
    with pytest.raises(Invalid, match="comes after"):
        set_eta(incident, expected_at=now + HOUR, latest_at=now + HOUR, by=omar.actor)
    with pytest.raises(Invalid, match="sure, likely"):
        set_eta(incident, expected_at=now + HOUR, confidence="x", by=omar.actor)
    assert not incident.etas.exists()


def test_a_customer_sees_the_range_and_not_how_sure_it_is(incident: Incident, case: Case, omar: User) -> None:
    now = clock.now()
    set_eta(incident, expected_at=now + HOUR, latest_at=now + 2 * HOUR, confidence="guess", by=omar.actor)
    (seen,) = customer_view(case)
    assert (seen.expected_at, seen.latest_at) == (now + HOUR, now + 2 * HOUR)
    assert not hasattr(seen, "confidence")


def test_by_the_screen_and_by_programs(incident: Incident, omar: User, api: Callable[..., Caller], client: Any) -> None:
    client.force_login(omar, backend="django.contrib.auth.backends.ModelBackend")
    url, screen = reverse("incidents:set_eta", args=[incident.ref]), reverse("incidents:incident", args=[incident.ref])
    typed = {"expected_at": "2099-01-01T10:00", "latest_at": "2099-01-01T09:00", "confidence": "likely"}
    assert client.post(url, typed).status_code == 422
    soon = (clock.now() + HOUR).replace(microsecond=0)
    given = {"expected_at": soon.isoformat(), "latest_at": (soon + HOUR).isoformat(), "confidence": "likely"}
    said = api(omar).post(f"/incidents/{incident.ref}/set_eta", given).json()
    assert (said["confidence"], said["latest_at"]) == ("likely", (soon + HOUR).isoformat().replace("+00:00", "Z"))
    shown = client.get(screen).content.decode()
    assert "Likely" in shown
    assert "–" in incident.etas.get().words
    bad = api(omar).post(f"/incidents/{incident.ref}/set_eta", {**given, "latest_at": soon.isoformat()})
    assert (bad.status_code, "latest_at" in bad.content.decode()) == (422, True)
