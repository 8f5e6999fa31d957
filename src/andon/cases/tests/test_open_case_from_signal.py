"""A case of what somebody said elsewhere: linked both ways, once, for the right person."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from tests.cast import NOBODY
from tests.doors import Caller

from andon.cases.actions.open_case_from_signal import open_case_from_signal
from andon.cases.models import Case
from andon.channels.models import Delivery
from andon.conversations.models import Message
from andon.customers.models import Contact
from andon.kit.errors import Conflict, Invalid
from andon.people.models import Team, User
from andon.signals.actions.dismiss_signal import dismiss_signal
from andon.signals.actions.receive_signal import receive_signal
from andon.signals.models import Signal
from andon.signals.signal_in import SignalIn

from .screens.conftest import signed_in


def heard(**given: Any) -> Signal:
    return receive_signal(SignalIn(**{"text": "It hangs.\n\nSince Monday.", "source": "review", **given}), by=NOBODY)


def url(signal: Signal) -> str:
    return reverse("cases:open_case_from_signal", args=[signal.id])


def test_it_shows_where_it_came_from_and_what_became_of_it(
    alice: User, care: Team, dana: Contact, run_due_work: Callable[[], int]
) -> None:
    signal = heard(author_email="dana@acme.example", url="https://r.example/7", verified=True, author_name="D. W.")
    client = signed_in(alice)
    assert "It was said by Dana Whitfield" in client.get(url(signal)).content.decode()
    typed = {"title": "Checkout hangs", "team": str(care.id), "mine": "on", "is_hers": "on"}
    answer = client.post(url(signal), typed)
    case = Case.objects.get()
    assert answer["Location"] == reverse("cases:case", args=[case.ref])
    assert (case.contact, case.owner, case.team, case.verified, case.tags) == (dana, alice, care, True, ["review"])
    message = Message.objects.get()
    assert (message.author_name, message.body) == (
        "Dana Whitfield",
        "It hangs.\n\nSince Monday.\n\nhttps://r.example/7",
    )
    shown = client.get(reverse("cases:case", args=[case.ref])).content.decode()
    assert "Opened from what D. W. said (review site)." in shown
    assert "opened it from a signal (review site)" in shown
    assert case.ref in client.get(reverse("signals:signal", args=[signal.id])).content.decode()
    run_due_work()
    assert not Delivery.objects.exists()


def test_pressing_again_gives_the_same_case(alice: User, bob: User, care: Team) -> None:
    signal = heard()
    first = open_case_from_signal(signal, team=care, by=alice.actor)
    assert open_case_from_signal(signal, team=care, title="Other", by=bob.actor) == first
    assert signed_in(bob).post(url(signal), {"title": "Again"})["Location"] == reverse("cases:case", args=[first.ref])
    assert signed_in(bob).get(url(signal))["Location"] == reverse("cases:case", args=[first.ref])
    assert Case.objects.count() == 1


def test_whoever_is_unknown_becomes_a_contact(care: Team, dana: Contact) -> None:
    by_mail = open_case_from_signal(heard(author_email="eve@x.example", author_name="Eve"), team=care, by=NOBODY)
    by_handle = open_case_from_signal(heard(author_handle="@kim"), team=care, by=NOBODY)
    nameless = open_case_from_signal(heard(), team=care, by=NOBODY)
    not_her = open_case_from_signal(heard(author_email="dana@acme.example"), team=care, by=NOBODY, is_hers=False)
    people = [case.contact for case in (by_mail, by_handle, nameless, not_her)]
    assert [person.name for person in people if person] == ["Eve", "@kim", "Somebody nameless", "dana@acme.example"]
    assert len({*people, dana}) == 5
    assert not any(case.verified for case in (by_mail, by_handle, nameless, not_her))
    again = heard(author_handle="kim")
    assert again.contact == by_handle.contact
    assert Signal.objects.get(became_id=not_her.id).contact == not_her.contact


def test_one_that_was_dismissed_is_taken_back_first(alice: User, care: Team) -> None:
    signal = heard()
    dismiss_signal(signal, reason="spam", by=alice.actor)
    with pytest.raises(Conflict):
        open_case_from_signal(signal, team=care, by=alice.actor)
    refused = signed_in(alice).post(url(signal), {"title": "Kept as typed", "team": str(care.id)})
    assert refused.status_code == 422
    assert "Kept as typed" in refused.content.decode()
    assert not Case.objects.exists()


def test_what_is_not_right_comes_back(alice: User) -> None:
    signal = heard()
    with pytest.raises(Invalid):
        open_case_from_signal(signal, title="a\0", by=alice.actor)
    assert signed_in(alice).post(url(signal), {"title": ""}).status_code == 422
    assert Signal.objects.get().status == "new"


def test_a_case_of_another_team_is_only_said_to_be_one(alice: User, charlie: User, care: Team) -> None:
    signal = heard()
    case = open_case_from_signal(signal, team=care, by=alice.actor)
    at = reverse("signals:signal", args=[signal.id])
    shown = signed_in(charlie).get(at).content.decode()
    assert "A case of another team was opened from it." in shown
    assert case.ref not in shown
    assert signed_in(charlie).get(url(signal))["Location"] == at
    assert "a case of another team" in signed_in(charlie).get(reverse("signals:signals")).content.decode()


def test_engineers_read_no_signal_of_a_case(alice: User, omar: User, care: Team) -> None:
    from andon.cases.actions.grant_access import grant_access

    case = open_case_from_signal(heard(author_name="Eve Secret"), team=care, by=alice.actor)
    grant_access([case], source=case.subject, why="knows it", by=alice.actor, users=[omar])
    shown = signed_in(omar).get(reverse("cases:case", args=[case.ref])).content.decode()
    assert "Opened from what" not in shown


def test_through_the_api(api: Callable[..., Caller], alice: User, charlie: User, omar: User, care: Team) -> None:
    signal = heard()
    path = f"/signals/{signal.id}/open_case_from_signal"
    assert api(omar).post(path, {}).status_code == 403
    assert api(alice).post(path, {"team": "nowhere"}).status_code == 422
    first = api(alice).post(path, {"team": care.slug, "title": "From a review"})
    assert (first.status_code, first.json()["title"]) == (200, "From a review")
    assert api(alice).post(path, {}).json()["id"] == first.json()["id"]
    assert api(charlie).post(path, {}).status_code == 403
    assert api(alice).post("/signals/none/open_case_from_signal", {}).status_code == 422


def test_strangers_sign_in_first(care: Team) -> None:
    assert Client().get(url(heard())).status_code == 302
