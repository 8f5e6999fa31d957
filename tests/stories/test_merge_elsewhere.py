"""What else leads to a merged case leads to its survivor: drafts, signals, lists that somebody described, acts on many
cases, references in batches, people proposed in copy, engineers' answers, portal links."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from conftest import MoveClock
from django.test import Client
from django.urls import reverse

from andon.cases.actions.add_participant import add_participant
from andon.cases.actions.drop_draft import drop_draft
from andon.cases.actions.keep_draft import keep_draft
from andon.cases.actions.merge_cases import merge_cases
from andon.cases.actions.open_case import open_case
from andon.cases.actions.open_case_from_signal import open_case_from_signal
from andon.cases.actions.prepare_bulk import prepare_bulk
from andon.cases.actions.propose_copies import propose_copies
from andon.cases.actions.revoke_case_links import revoke_case_links
from andon.cases.actions.run_bulk import run_bulk
from andon.cases.actions.split_case import split_case
from andon.cases.actions.undo_merge import undo_merge
from andon.cases.case_in import CaseIn
from andon.cases.models import BulkRun, Case, ProposedCopy
from andon.cases.portal_link import PURPOSE
from andon.cases.reads.about_customer import about_customer
from andon.cases.reads.homes import homes_of
from andon.cases.reads.inbox import cases_of, count_views
from andon.cases.reads.kept_views import asked_view
from andon.cases.reads.my_drafts import my_drafts
from andon.cases.reads.signals_of_case import signals_of_case
from andon.cases.reads.there_is import there_is
from andon.catalog.models import Brand, Service
from andon.conversations.models import Message
from andon.customers.models import Contact
from andon.incidents.actions.declare_incident import declare_incident
from andon.incidents.actions.post_on_line import post_on_line
from andon.incidents.actions.show_answer_on_cases import show_answer_on_cases
from andon.incidents.reads.answers_on_case import answers_on_case
from andon.incidents.reads.cases_named import cases_named
from andon.paging.models import Policy
from andon.people.links import count_open_links, make_link
from andon.people.models import Team, User
from andon.signals.actions.receive_signal import receive_signal
from andon.signals.signal_in import SignalIn
from tests.cast import NOBODY, access
from tests.doors import Caller
from tests.peers.mail_relay import MailRelay

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _world(relay: MailRelay, move_clock: MoveClock) -> None:
    pass


def opened(title: str, of: Contact, team: Team, owner: User | None, **more: Any) -> Case:
    given = {"title": title, "body": f"{title}.", "contact": of, "team": team, "owner": owner, "receipt": False}
    return open_case(CaseIn(**{**given, "verified": True, **more}), by=NOBODY)


@pytest.fixture
def pair(dana: Contact, care: Team, alice: User) -> tuple[Case, Case]:
    """One that stays and one to be merged into it."""
    first = opened("Checkout hangs", dana, care, alice, tags=["checkout"])
    return first, opened("Cannot pay", dana, care, alice, tags=["pay"], external_key="shop-7")


def merged(pair: tuple[Case, Case], by: User) -> tuple[Case, Case]:
    merge_cases([pair[1]], into=pair[0], by=by.actor)
    return Case.objects.get(pk=pair[0].pk), Case.objects.get(pk=pair[1].pk)


def test_what_was_being_typed_goes_on_in_the_survivor(pair: tuple[Case, Case], alice: User, bob: User) -> None:
    keep_draft(pair[0], user=alice.id, kind="customer", body="Dear Dana", version=0)
    typed = keep_draft(pair[1], user=alice.id, kind="customer", body="Hello", version=0)
    keep_draft(pair[1], user=bob.id, kind="agents", body="Who knows?", version=0)
    stays, other = merged(pair, alice)
    body = my_drafts(stays, alice.id)["customer"].body
    assert body.startswith("Dear Dana")
    assert body.endswith("Hello")
    assert my_drafts(stays, bob.id)["agents"].body == "Who knows?"
    assert my_drafts(other, alice.id)["customer"].body == ""
    client = Client()
    client.force_login(alice)
    # The window in which the other one is still open goes on keeping.
    kept = client.post(
        reverse("cases:keep_draft", args=[other.ref]),
        {"kind": "customer", "body": "Hello Dana", "version": typed.version, "base": "Hello"},
    ).json()["body"]
    assert kept.startswith("Dear Dana")
    assert kept.endswith("Hello Dana")
    drop_draft(stays, user=alice.id, kind="customer", sent=kept)
    undo_merge(other, by=alice.actor)
    assert my_drafts(other, alice.id)["customer"].body == ""


def test_a_list_that_somebody_described_has_the_survivor_only(pair: tuple[Case, Case], alice: User) -> None:
    def listed(text: str) -> list[Case]:
        view = asked_view({"view": "filter", "filter": text}, access(alice))
        assert view
        counted = count_views(access(alice), [view]).get(view.name, 0)
        found = list(cases_of(view, access(alice)))
        assert counted == len(found)
        return found

    assert set(listed("is:verified")) == set(pair)
    stays, _other = merged(pair, alice)
    assert listed("is:verified") == [stays]
    assert listed("tag:pay") == []
    assert listed("Cannot") == [stays]


def test_a_merged_case_that_many_were_tried_with_is_left_alone_in_words(pair: tuple[Case, Case], alice: User) -> None:
    run = prepare_bulk(pair, act="tag_case", given={"add": ["vat"]}, by=access(alice))
    stays, other = merged(pair, alice)
    run_bulk(run)
    first, second = run.items.order_by("position")
    assert (first.state, second.state) == ("done", "failed")
    assert stays.ref in second.why
    assert "vat" in Case.objects.get(pk=stays.pk).tags
    assert "vat" not in Case.objects.get(pk=other.pk).tags


def test_a_selection_with_a_merged_case_is_its_survivor(pair: tuple[Case, Case], alice: User) -> None:
    stays, other = merged(pair, alice)
    client = Client()
    client.force_login(alice)
    given = {"case": [str(stays.id), str(other.id)], "act": "tag_case", "add": "vat"}
    client.post(reverse("cases:prepare_bulk"), given)
    (item,) = BulkRun.objects.visible_to(access(alice)).get().items.all()
    assert item.case == stays


def test_a_program_that_names_both_acts_once(pair: tuple[Case, Case], alice: User, api: Callable[..., Caller]) -> None:
    stays, other = merged(pair, alice)
    body = {"cases": [stays.ref, other.ref], "act": "reply_to_case", "given": {"body": "We are on it"}}
    answers = api(alice).post("/cases/act_on_cases", body).json()
    assert [one["result"]["ref"] for one in answers] == [stays.ref, stays.ref]
    assert Message.objects.filter(body="We are on it").count() == 1


def test_a_batch_names_a_merged_case(
    pair: tuple[Case, Case], dana: Contact, alice: User, charlie: User, api: Callable[..., Caller]
) -> None:
    stays, other = merged(pair, alice)
    items = [{"title": "again", "contact": str(dana.id), "follow_up_of": other.ref}]
    items += [{"title": "Cannot pay", "contact": str(dana.id), "external_key": "shop-7"}]
    following, same = api(alice).post("/cases/open_cases", {"items": items}).json()
    assert Case.objects.get(id=following["result"]["id"]).follow_up_of == stays
    assert same["status"] == 200, same
    hidden = api(charlie).post("/cases/open_cases", {"items": [{"title": "x", "external_key": "shop-7"}]}).json()
    assert hidden[0]["status"] == 409
    named = cases_named(f"{stays.ref} {other.ref}", access(alice))
    assert (named.cases, named.fault) == ([stays], "")


def test_who_was_proposed_in_copy_is_asked_about_at_the_survivor(pair: tuple[Case, Case], alice: User) -> None:
    propose_copies(pair[1], ["boss@acme.example"])
    stays, other = merged(pair, alice)

    def proposed() -> list[str]:
        return [one.address for one in about_customer(homes_of(stays), there_is(stays), access(alice)).proposed]

    assert proposed() == ["boss@acme.example"]
    add_participant(stays, by=alice.actor, address="boss@acme.example")
    assert proposed() == []
    propose_copies(other, ["boss@acme.example"])
    assert not ProposedCopy.objects.exists()


def test_links_to_both_are_counted_and_revoked(pair: tuple[Case, Case], dana: Contact, alice: User) -> None:
    stays, other = merged(pair, alice)
    for case in (stays, other):
        make_link(PURPOSE, case.subject, dana.actor, timedelta(days=1))
    assert about_customer(homes_of(stays), there_is(stays), access(alice)).open_links == 2
    assert revoke_case_links(stays, by=alice.actor) == 2
    assert count_open_links(PURPOSE, other.subject) == 0


def test_a_signal_leads_to_the_survivor(
    pair: tuple[Case, Case], care: Team, alice: User, api: Callable[..., Caller]
) -> None:
    signal = receive_signal(SignalIn(text="It hangs", source="forum"), by=NOBODY)
    heard = open_case_from_signal(signal, by=alice.actor, team=care, owner=alice)
    stays, _other = pair
    merge_cases([heard], into=stays, by=alice.actor, why="The same", across_customers=True)
    assert signals_of_case(homes_of(stays), access(alice)) == [signal]
    assert open_case_from_signal(signal, by=alice.actor) == stays
    assert api(alice).post(f"/signals/{signal.id}/open_case_from_signal").json()["ref"] == stays.ref
    client = Client()
    client.force_login(alice)
    where = client.get(reverse("cases:open_case_from_signal", args=[signal.id]))
    assert where["Location"] == reverse("cases:case", args=[stays.ref])
    assert stays.ref in client.get(reverse("signals:signal", args=[signal.id])).content.decode()
    assert "Opened from what" in client.get(reverse("cases:case", args=[stays.ref])).content.decode()


def test_what_engineers_answered_to_the_merged_one_stands_in_the_survivors_thread(
    pair: tuple[Case, Case], checkout: Service, on_call: Policy, alice: User, omar: User
) -> None:
    incident = declare_incident(title="Hangs", services=[checkout], cases=[pair[1]], by=alice.actor, page=False)
    answer = post_on_line(incident, body="The pool is full", seen_by="engineering", by=omar.actor)
    show_answer_on_cases(incident, message=answer, by=alice.actor)
    stays, _other = merged(pair, alice)
    (piece,) = answers_on_case(stays, access(alice))
    assert piece.context["message"].body == "The pool is full"


def test_a_part_that_is_split_off_is_of_the_same_brand(dana: Contact, care: Team, alice: User) -> None:
    brand = Brand.objects.create(slug="second", name="Second", portal_name="Second")
    case = opened("Checkout hangs", dana, care, alice, brand=brand)
    new = split_case(case, messages=[Message.objects.get()], title="Also this", by=alice.actor)
    assert new.brand == brand
