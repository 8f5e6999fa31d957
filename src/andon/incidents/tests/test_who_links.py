"""Linking needs a case and an incident that one may work: role × verb, on screens and for programs."""

from collections.abc import Callable
from typing import Any

import pytest
from django.urls import reverse
from tests.cast import NOBODY
from tests.doors import Caller

from andon.cases.actions.grant_access import grant_access
from andon.cases.models import Case
from andon.catalog.models import Service
from andon.incidents.models import Incident, IncidentCase
from andon.incidents.tests.conftest import signed_in
from andon.people.models import User

Api = Callable[..., Caller]
VERBS = ("link", "unlink", "declare")

# Who: (what a screen answers, what the API answers) to link, unlink and declare.
TABLE = {
    "owner": [(302, 200), (302, 204), (302, 201)],
    "team-mate": [(302, 200), (302, 204), (302, 201)],
    "lead": [(302, 200), (302, 204), (302, 201)],
    "stakeholder": [(403, 403), (403, 403), (403, 403)],
    "agent elsewhere": [(422, 422), (404, 422), (422, 422)],
    "agent elsewhere who may read it": [(422, 403), (403, 403), (422, 403)],
    "engineer who may read it": [(422, 403), (403, 403), (422, 403)],
    "administrator": [(403, 403), (403, 403), (403, 403)],
}


@pytest.fixture
def people(alice: User, bob: User, mei: User, rita: User, charlie: User, omar: User) -> dict[str, User]:
    from tests.cast import person, team

    there = team("Elsewhere")
    return {
        "owner": alice,
        "team-mate": bob,
        "lead": mei,
        "stakeholder": rita,
        "agent elsewhere": person("Eve Novak", ("agent", there)),
        "agent elsewhere who may read it": charlie,
        "engineer who may read it": omar,
        "administrator": person("Sol Administrator", ("administrator", None)),
    }


@pytest.fixture
def granted(people: dict[str, User], case: Case) -> Case:
    readers = [people["agent elsewhere who may read it"], people["engineer who may read it"]]
    grant_access([case], source=case.subject, why="asked", by=NOBODY, users=readers)
    return case


def _prepare(verb: str, incident: Incident, case: Case) -> int:
    IncidentCase.objects.filter(incident=incident).delete()
    if verb == "unlink":
        from andon.incidents.actions.link_cases import link_cases

        link_cases(incident, [case], by=NOBODY)
    return IncidentCase.objects.filter(case=case, unlinked_at=None).count()


def _by_screen(who: User, verb: str, incident: Incident, case: Case, service: Service) -> int:
    browser = signed_in(who)
    if verb == "declare":
        typed = {"title": "T", "service": str(service.id), "severity": "major", "cases": case.ref}
        return int(browser.post(reverse("incidents:declare_incident"), typed).status_code)
    if verb == "link":
        link = reverse("incidents:link_cases", args=[incident.ref])
        return int(browser.post(link, {"cases": case.ref}).status_code)
    return int(browser.post(reverse("incidents:unlink_case", args=[incident.ref, case.ref])).status_code)


def _by_api(caller: Caller, verb: str, incident: Incident, case: Case) -> int:
    if verb == "declare":
        given: dict[str, Any] = {"title": "T", "services": ["checkout"], "cases": [case.ref], "page": False}
        return int(caller.post("/incidents/declare_incident", given).status_code)
    body = {"cases": [case.ref]} if verb == "link" else {"case": case.ref}
    name = "link_cases" if verb == "link" else "unlink_case"
    return int(caller.post(f"/incidents/{incident.ref}/{name}", body).status_code)


@pytest.mark.parametrize("who", TABLE)
def test_who_links(
    who: str, people: dict[str, User], incident: Incident, granted: Case, checkout: Service, api: Api
) -> None:
    for verb, expected in zip(VERBS, TABLE[who], strict=True):
        for way, status in zip(("screen", "program"), expected, strict=True):
            before = _prepare(verb, incident, granted)
            if way == "screen":
                got = _by_screen(people[who], verb, incident, granted, checkout)
            else:
                got = _by_api(api(people[who]), verb, incident, granted)
            assert got == status, (verb, way)
            changed = IncidentCase.objects.filter(case=granted, unlinked_at=None).count() != before
            assert changed == (status < 400), (verb, way)


def test_what_she_may_not_do_is_not_offered(people: dict[str, User], incident: Incident, granted: Case) -> None:
    screen = reverse("incidents:incident", args=[incident.ref])
    unlink = reverse("incidents:unlink_case", args=[incident.ref, granted.ref])
    owner, reader, engineer = (
        signed_in(people[who]) for who in ("owner", "agent elsewhere who may read it", "engineer who may read it")
    )
    assert unlink in owner.get(screen).content.decode()
    for browser in (reader, engineer):
        shown = browser.get(screen).content.decode()
        assert granted.ref in shown
        assert unlink not in shown
    assert "Link these cases" in reader.get(screen).content.decode()
    assert "Link these cases" not in engineer.get(screen).content.decode()
    assert "Cases that report it" not in engineer.get(reverse("incidents:declare_incident")).content.decode()
    assert "Cases that report it" in reader.get(reverse("incidents:declare_incident")).content.decode()
