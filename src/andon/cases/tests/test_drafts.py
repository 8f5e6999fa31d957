"""Drafts: hers alone, kept as she types, put together when two windows wrote, gone when sent, old, or erased."""

from typing import Any

import pytest
from conftest import MoveClock
from hypothesis import given
from hypothesis import strategies as st
from tests.cast import NOBODY

from andon.cases.actions.drop_draft import drop_draft
from andon.cases.actions.keep_draft import keep_draft
from andon.cases.models import BulkRun, Case, Draft
from andon.cases.rules.drafts import merged
from andon.customers.actions.erase_contact import erase_contact
from andon.customers.models import Contact
from andon.kit.errors import Invalid
from andon.people.models import User

TEXT = st.text("ab\n ", max_size=6)


@given(TEXT, TEXT)
def test_nothing_of_two_texts_is_lost(kept: str, mine: str) -> None:
    both = merged("", kept, mine)
    assert kept in both
    assert mine in both


@given(TEXT, TEXT, TEXT)
def test_what_both_windows_added_stays(base: str, here: str, there: str) -> None:
    both = merged(base, base + there, base + here)
    assert here in both
    assert there in both


@given(TEXT, TEXT)
def test_who_changed_nothing_takes_nothing_away(base: str, other: str) -> None:
    assert merged(base, base, other) == other
    assert merged(base, other, base) in (other, base) if other in base else merged(base, other, base) == other


def kept(case: Case, user: User, kind: str = "customer") -> str:
    return "".join(Draft.objects.filter(case=case, user=user, kind=kind).values_list("body", flat=True))


pytestmark = pytest.mark.django_db


def test_kept_as_she_types_apart_for_each_kind(case: Case, alice: User, bob: User) -> None:
    first = keep_draft(case, user=alice.id, kind="customer", body="Dear ", version=0)
    keep_draft(case, user=alice.id, kind="customer", body="Dear Dana", version=first.version)
    keep_draft(case, user=alice.id, kind="agents", body="Who knows?", version=0)
    keep_draft(case, user=bob.id, kind="customer", body="Hello", version=0)
    assert (kept(case, alice), kept(case, alice, "agents"), kept(case, bob)) == ("Dear Dana", "Who knows?", "Hello")
    with pytest.raises(Invalid):
        keep_draft(case, user=alice.id, kind="engineering", body="x", version=0)
    with pytest.raises(Invalid):
        keep_draft(case, user=alice.id, kind="agents", body="a\0b", version=0)


def test_two_windows_lose_nothing(case: Case, alice: User) -> None:
    here = keep_draft(case, user=alice.id, kind="customer", body="Here", version=0)
    there = keep_draft(case, user=alice.id, kind="customer", body="There", version=0)
    assert "Here" in there.body
    assert "There" in there.body
    again = keep_draft(case, user=alice.id, kind="customer", body="Here too", version=here.version, base="Here")
    assert again.body == there.body.replace("Here", "Here too", 1)


def test_what_was_sent_comes_back_from_no_window(case: Case, alice: User) -> None:
    first = keep_draft(case, user=alice.id, kind="customer", body="Done", version=0)
    drop_draft(case, user=alice.id, kind="customer", sent="Done ")
    late = keep_draft(case, user=alice.id, kind="customer", body="Done", version=first.version, base="Done")
    assert (late.body, kept(case, alice)) == ("", "")
    keep_draft(case, user=alice.id, kind="customer", body="More", version=late.version)
    assert kept(case, alice) == "More"


def test_forgotten_after_thirty_days(case: Case, alice: User, move_clock: MoveClock) -> None:
    keep_draft(case, user=alice.id, kind="customer", body="Old", version=0)
    BulkRun.objects.create(user=alice, act="mark_spam", total=1, made_at=Draft.objects.get().kept_at)
    for _day in range(29):
        move_clock.forward(days=1)
    assert kept(case, alice) == "Old"
    move_clock.forward(days=1)
    move_clock.forward(days=1)
    assert not Draft.objects.exists()
    assert not BulkRun.objects.exists()


def test_erased_with_the_person(case: Case, alice: User, dana: Contact) -> None:
    keep_draft(case, user=alice.id, kind="customer", body="Dear Dana", version=0)
    erase_contact(dana, by=NOBODY)
    assert not Draft.objects.exists()


def test_her_own_programs(api: Any, case: Case, alice: User, bob: User, charlie: User) -> None:
    at = f"/cases/{case.ref}"
    body = {"kind": "customer", "body": "Dear Dana"}
    assert api(alice).post(f"{at}/keep_draft", body).json()["version"] == 1
    assert [one["body"] for one in api(alice).get(f"{at}/drafts").json()] == ["Dear Dana"]
    assert api(bob).get(f"{at}/drafts").json() == []
    assert api(charlie).get(f"{at}/drafts").status_code == 404
    assert api(charlie).post(f"{at}/keep_draft", body).status_code == 404
    assert api().post(f"{at}/keep_draft", body).status_code == 403
    assert api(alice).post(f"{at}/keep_draft", body | {"kind": "x"}).status_code == 422
    assert api(alice).post(f"{at}/drop_draft", {"kind": "customer"}).status_code == 204
    assert api(alice).get(f"{at}/drafts").json()[0]["body"] == ""
