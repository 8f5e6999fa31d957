"""Links to a case can be ended from the case: nobody who holds one reads or writes in it any more."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from conftest import MoveClock
from django.test import Client
from django.urls import reverse
from tests.cast import NOBODY
from tests.doors import Caller
from tests.peers.mail_relay import MailRelay

from andon.cases.actions.grant_access import grant_access
from andon.cases.actions.open_case import open_case
from andon.cases.actions.reply_to_case import reply_to_case
from andon.cases.case_in import CaseIn
from andon.cases.models import Case
from andon.cases.portal_link import PURPOSE
from andon.customers.models import Contact
from andon.people.links import make_link
from andon.people.models import Team, User
from andon.timeline.models import RecordedFact


@pytest.fixture
def case(move_clock: MoveClock, dana: Contact, alice: User, care: Team) -> Case:
    given = CaseIn(title="It hangs", body="It hangs", contact=dana, team=care, owner=alice, receipt=False)
    return open_case(given, by=dana.actor)


@pytest.fixture
def links(case: Case, dana: Contact) -> list[str]:
    return [f"/my/{make_link(PURPOSE, case.subject, dana.actor, timedelta(days=days))}/" for days in (1, 90)]


def signed_in(user: User) -> Client:
    client = Client()
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    return client


def test_an_agent_ends_them_and_the_next_answer_brings_a_new_one(
    links: list[str], case: Case, alice: User, relay: MailRelay, move_clock: MoveClock
) -> None:
    agent, screen = signed_in(alice), reverse("cases:case", args=[case.ref])
    shown = agent.get(screen).content.decode()
    assert "2 portal links are open" in shown
    assert not any(link in shown for link in links)
    assert Client().get(links[0]).status_code == 200
    act = reverse("cases:revoke_case_links", args=[case.ref])
    assert agent.get(act).status_code == 405
    assert agent.post(act)["Location"] == screen
    shown = agent.get(screen).content.decode()
    assert "portal links are open" not in shown
    assert "You ended 2 links to this case" in shown
    for link in links:
        over = Client().get(link)
        assert over.status_code == 404
        assert "This link is over" in over.content.decode()
        assert Client().post(f"{link}write/", {"body": "Still me"}).status_code == 404
    reply_to_case(case, by=alice.actor, body="Try again now")
    move_clock.forward(seconds=11)
    (mail,) = relay.to("dana@acme.example")
    new = "/my/" + mail.get_content().split("/my/")[1].split("/")[0] + "/"
    assert Client().get(new).status_code == 200
    assert "1 portal link is open" in agent.get(screen).content.decode()


def test_an_ended_or_expired_link_is_not_counted(
    links: list[str], case: Case, alice: User, move_clock: MoveClock
) -> None:
    move_clock.forward(days=2)
    assert "1 portal link is open" in signed_in(alice).get(reverse("cases:case", args=[case.ref])).content.decode()


def test_a_program_ends_them(links: list[str], case: Case, api: Callable[..., Caller], alice: User) -> None:
    path = f"/cases/{case.ref}/revoke_case_links"
    assert api(alice).post(path).json() == {"revoked": 2}
    assert Client().get(links[0]).status_code == 404
    assert api(alice).post(path).json() == {"revoked": 0}
    assert RecordedFact.objects.filter(kind="cases.CaseLinksRevoked").count() == 1


def test_who_may_not(
    links: list[str], case: Case, api: Callable[..., Caller], rita: User, charlie: User, omar: User
) -> None:
    grant_access([case], source=case.subject, why="asked", by=NOBODY, users=[omar])
    for user, screen, program in ((rita, 403, 404), (charlie, 404, 404), (omar, 403, 403)):
        assert signed_in(user).post(reverse("cases:revoke_case_links", args=[case.ref])).status_code == screen
        assert api(user).post(f"/cases/{case.ref}/revoke_case_links").status_code == program
    assert "portal links are open" not in signed_in(omar).get(reverse("cases:case", args=[case.ref])).content.decode()
    assert Client().get(links[0]).status_code == 200
