"""A customer's screen is live by its signed link: it hears that something changed, and never what."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta

import pytest

from andon.cases.actions.note_on_case import note_on_case
from andon.cases.actions.open_case import open_case
from andon.cases.actions.reply_to_case import reply_to_case
from andon.cases.case_in import CaseIn
from andon.cases.models import Case
from andon.cases.portal_link import PURPOSE
from andon.customers.models import Account, Contact
from andon.people.links import make_link, revoke_links
from andon.people.models import Team, User
from tests.cast import contact
from tests.live.test_stream import Listener
from tests.live_server import Product, wait_until


def opened(who: Contact, care: Team, alice: User) -> Case:
    return open_case(CaseIn(title="It hangs", contact=who, team=care, owner=alice, receipt=False), by=who.actor)


@pytest.fixture
def case(product: Product, dana: Contact, care: Team, alice: User) -> Case:
    return opened(dana, care, alice)


@pytest.fixture
def token(case: Case, dana: Contact) -> str:
    return make_link(PURPOSE, case.subject, dana.actor, timedelta(days=1))


@contextmanager
def listening(product: Product, token: str) -> Iterator[Listener]:
    with (
        product.client() as client,
        client.stream("GET", "/live", headers={"Andon-Link": token}, timeout=30) as answer,
    ):
        assert answer.status_code == 200, answer.read()
        listener = Listener(answer)
        assert listener.began.wait(10)
        yield listener


def test_she_hears_of_her_case_and_of_nothing_else(
    product: Product, case: Case, token: str, alice: User, acme: Account, care: Team
) -> None:
    lea = contact("Lea Roth", "lea@acme.example", acme)
    theirs = make_link(PURPOSE, opened(lea, care, alice).subject, lea.actor, timedelta(days=1))
    with listening(product, token) as hers, listening(product, theirs) as other:
        before = len(other.events)
        reply_to_case(case, by=alice.actor, body="We are on it", send_now=True)
        wait_until(lambda: hers.events)
        note_on_case(case, by=alice.actor, body="secret", seen_by="agents")
        wait_until(lambda: len(hers.events) > 1)
        assert all(event == {} for event in hers.events)
        reply_to_case(Case.objects.get(contact=lea), by=alice.actor, body="You, too", send_now=True)
        wait_until(lambda: len(other.events) > before)


@pytest.mark.parametrize("how", ["made up", "revoked", "sign_in", "moved", "empty"])
def test_what_is_no_link_of_hers_hears_nothing(
    how: str, product: Product, case: Case, token: str, dana: Contact, acme: Account
) -> None:
    match how:
        case "made up":
            token = "x" * 43
        case "revoked":
            revoke_links(PURPOSE, case.subject)
        case "sign_in":
            token = make_link("sign_in", case.subject, dana.actor, timedelta(days=1))
        case "moved":
            Case.objects.update(contact=contact("Lea Roth", "lea@acme.example", acme))
        case "empty":
            token = ""
    with product.client() as client:
        answer = client.get("/live", headers={"Andon-Link": token}, params={"topics": f"case:{case.id}"})
    assert answer.status_code == (403 if how == "moved" else 401)
