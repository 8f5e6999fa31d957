"""The line, and the cases of an incident, at their screens."""

from django.test import Client

from andon.cases.models import Case
from andon.customers.models import Contact
from andon.incidents.actions.post_on_line import post_on_line
from andon.incidents.actions.resolve_incident import resolve_incident
from andon.incidents.models import Incident, ShownAnswer
from andon.incidents.tests.conftest import Report, address, signed_in
from andon.people.models import User


def test_cases_are_linked_and_unlinked(agent: Client, incident: Incident, dana: Contact, report: Report) -> None:
    other = report(dana, "Cannot pay")
    link = address(incident, "link_cases")
    assert agent.post(link, {"cases": f"{other.ref}, {other.id}"}).status_code == 302
    assert incident.case_links.filter(unlinked_at=None).count() == 2
    unknown = agent.post(link, {"cases": f"{other.ref} C-999999 nonsense"})
    assert unknown.status_code == 422
    assert "C-999999, nonsense" in unknown.content.decode()
    assert agent.post(link, {"cases": "   "}).status_code == 422
    there = agent.post(link, {"cases": other.ref, "next": "/board/"})
    assert there["Location"] == "/board/"
    elsewhere = agent.post(link, {"cases": other.ref, "next": "//evil.example/"})
    assert elsewhere["Location"] == address(incident)
    unlink = address(incident, "unlink_case", other.ref)
    assert agent.get(unlink).status_code == 405
    assert agent.post(unlink).status_code == 302
    assert incident.case_links.filter(unlinked_at=None).count() == 1
    assert agent.post(address(incident, "unlink_case", "C-999999")).status_code == 404
    resolve_incident(incident, by=dana.actor)
    assert agent.post(link, {"cases": other.ref}).status_code == 422


def test_a_case_that_she_does_not_see_cannot_be_linked(incident: Incident, charlie: User, case: Case) -> None:
    assert signed_in(charlie).post(address(incident, "link_cases"), {"cases": case.ref}).status_code == 422
    assert signed_in(charlie).post(address(incident, "unlink_case", case.ref)).status_code == 404


def test_the_line_has_classes(agent: Client, incident: Incident, alice: User, bob: User, omar: User) -> None:
    post = address(incident, "post_on_line")
    # Alice tells in this incident, so she reads and writes all three; Bob does not take part.
    assert agent.post(post, {"body": "Dana confirms", "seen_by": "engineering"}).status_code == 302
    refused = signed_in(bob).post(post, {"body": "me too", "seen_by": "engineering"})
    assert refused.status_code == 422
    assert "me too" in refused.content.decode()
    assert signed_in(bob).post(post, {"body": "me too", "seen_by": "agents"}).status_code == 302
    assert signed_in(omar).post(post, {"body": "It is TLS", "seen_by": "engineering"}).status_code == 302
    assert agent.post(post, {"body": " ", "seen_by": "agents"}).status_code == 422
    shown = agent.get(address(incident)).content.decode()
    for text in ("Dana confirms", "me too", "It is TLS"):
        assert text in shown


def test_an_answer_is_shown_on_the_cases(agent: Client, incident: Incident, omar: User, bob: User) -> None:
    answer = post_on_line(incident, body="Restart the tablet", seen_by="engineering", by=omar.actor)
    show = address(incident, "show_answer_on_cases", answer.id)
    assert agent.get(show).status_code == 405
    assert signed_in(bob).post(show).status_code == 403
    assert agent.post(show).status_code == 302
    assert ShownAnswer.objects.get().message == answer
    assert "the linked cases show it" in agent.get(address(incident)).content.decode()
    assert agent.post(address(incident, "show_answer_on_cases", incident.id)).status_code == 404
