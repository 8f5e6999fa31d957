"""A case under another brand: what its customer sees, from where answers leave, one or many, and back."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from tests.cast import NOBODY, access
from tests.peers.mail_relay import MailRelay

from andon.cases.actions.change_brand import change_brand
from andon.cases.actions.prepare_bulk import prepare_bulk
from andon.cases.actions.reply_to_case import reply_to_case
from andon.cases.actions.run_bulk import run_bulk
from andon.cases.actions.undo_bulk import undo_bulk
from andon.cases.models import Case
from andon.catalog.actions.put_brand import put_brand
from andon.catalog.models import Brand
from andon.channels.actions.put_mailbox import put_mailbox
from andon.channels.models import Mailbox
from andon.customers.models import Contact
from andon.people.models import Team, User
from andon.timeline.models import RecordedFact

from .conftest import make_case

pytestmark = pytest.mark.django_db
KIND = "cases.CaseBrandChanged"


@pytest.fixture
def maple(relay: MailRelay) -> Brand:
    return Brand.objects.filter(slug="maple").first() or put_brand(slug="maple", name="Maple", by=NOBODY)


@pytest.fixture
def fernhill(db: None) -> Brand:
    made = put_brand(slug="fernhill", name="Fernhill", by=NOBODY)
    Brand.objects.update(is_default=False)
    Brand.objects.filter(id=made.id).update(is_default=True)
    return Brand.objects.get(id=made.id)


@pytest.fixture
def from_maple(maple: Brand) -> Mailbox:
    return put_mailbox(address="help@maple.example", brand=maple, by=NOBODY)


@pytest.fixture
def ours(fernhill: Brand, care: Team, dana: Contact, alice: User) -> Case:
    return make_case(contact=dana, team=care, owner=alice)


def test_answers_leave_as_the_other_brand(
    ours: Case, maple: Brand, from_maple: Mailbox, alice: User, relay: MailRelay, run_due_work: Any
) -> None:
    for _twice in range(2):
        case = change_brand(ours, by=alice.actor, brand=maple)
    assert (case.brand, RecordedFact.objects.filter(kind=KIND).count()) == (maple, 1)
    reply_to_case(case, by=alice.actor, body="Hello", send_now=True)
    run_due_work()
    assert "help@maple.example" in str(relay.to("dana@acme.example")[-1]["From"])


def test_the_mailbox_that_she_wrote_to_stays_only_if_it_is_the_brands(
    ours: Case, maple: Brand, fernhill: Brand, from_maple: Mailbox, alice: User
) -> None:
    Case.objects.filter(id=ours.id).update(mailbox=from_maple)
    assert change_brand(ours, by=alice.actor, brand=maple).mailbox == from_maple
    assert change_brand(ours, by=alice.actor, brand=fernhill).mailbox is None
    assert change_brand(ours, by=alice.actor, brand=fernhill).brand == fernhill
    assert RecordedFact.objects.filter(kind=KIND).count() == 2


def test_the_default_brand_is_no_change_for_a_case_that_names_none(ours: Case, fernhill: Brand, alice: User) -> None:
    assert change_brand(ours, by=alice.actor, brand=fernhill).brand is None
    assert not RecordedFact.objects.filter(kind=KIND).exists()


def test_by_a_dialog_and_said_in_the_thread(ours: Case, maple: Brand, alice: User, rita: User) -> None:
    client = Client()
    client.force_login(alice)
    assert 'name="brand"' in client.get(reverse("cases:dialogs", args=[ours.ref])).content.decode()
    address = reverse("cases:change_brand", args=[ours.ref])
    assert client.post(address, {"brand": "nonsense"}).status_code == 422
    assert client.post(address, {"brand": str(maple.id)}).status_code == 302
    assert "You put it under Maple" in client.get(reverse("cases:case", args=[ours.ref])).content.decode()
    client.force_login(rita)
    assert client.post(address, {"brand": str(maple.id)}).status_code in (403, 404)


def test_by_a_program(ours: Case, maple: Brand, api: Any, alice: User, charlie: User) -> None:
    at = f"/cases/{ours.ref}/change_brand"
    for wrong in ("", "nonsense"):
        answer = api(alice).post(at, {"brand": wrong})
        assert (answer.status_code, answer.json()["errors"][0]["field"]) == (422, "brand")
    assert api(charlie).post(at, {"brand": "maple"}).status_code == 404
    assert api(alice).post(at, {"brand": "maple"}).json()["brand_id"] == str(maple.id)


def test_many_at_once_and_back(ours: Case, maple: Brand, from_maple: Mailbox, care: Team, alice: User) -> None:
    other = make_case(team=care, owner=alice)
    Case.objects.filter(id=other.id).update(brand=maple, mailbox=from_maple)
    run = prepare_bulk([ours, other], act="change_brand", given={"brand": "maple"}, by=access(alice))
    assert [item.state for item in run.items.all()] == ["ready", "unchanged"]
    run = run_bulk(run)
    assert {case.brand for case in Case.objects.all()} == {maple}
    undo_bulk(run)
    ours.refresh_from_db()
    other.refresh_from_db()
    assert (ours.brand.slug if ours.brand else "fernhill", other.brand) == ("fernhill", maple)
