"""Own fields in the actions: opening, editing, solving, and how types are set up."""

from typing import Any

import pytest
from tests.cast import NOBODY, access

from andon.cases.actions.archive_case_field import archive_case_field
from andon.cases.actions.archive_case_type import archive_case_type
from andon.cases.actions.close_case import close_case
from andon.cases.actions.mark_spam import mark_spam
from andon.cases.actions.set_case_fields import set_case_fields
from andon.cases.actions.solve_case import solve_case
from andon.cases.models import Case, CaseType
from andon.cases.reads.field_values import field_values
from andon.cases.reads.search_cases import search_cases
from andon.customers.actions.erase_contact import erase_contact
from andon.customers.models import Contact
from andon.kit.errors import Conflict, Invalid
from andon.people.models import Team, User
from andon.timeline.models import RecordedFact

from .conftest import make_case
from .types import complaint, make_field, make_type

pytestmark = pytest.mark.django_db


@pytest.fixture
def kind() -> CaseType:
    return complaint(is_default=True)


@pytest.fixture
def typed(kind: CaseType, alice: User, care: Team, dana: Contact) -> Case:
    return make_case(contact=dana, team=care, owner=alice, case_type=kind, fields={"wrong": "broken", "part": "X-1"})


def facts(case: Case) -> list[Any]:
    found = RecordedFact.objects.filter(subject_id=case.id, kind="cases.CaseFieldsChanged").order_by("at", "id")
    return [fact.stored for fact in found]


def refused(act: Any) -> dict[str, str]:
    with pytest.raises(Invalid) as no:
        act()
    return no.value.faults


def test_opened_with_values(typed: Case) -> None:
    assert typed.fields == {"wrong": "broken", "part": "X-1"}
    said = {"case_type": "complaint", "keys": ["part", "wrong"], "codes": {"wrong": ["broken"]}, "opening": True}
    assert facts(typed) == [said]


def test_who_names_no_type_gets_the_usual_one_and_is_asked_nothing(kind: CaseType) -> None:
    case = make_case()
    assert (case.case_type, case.fields) == (kind, {})
    complaint_by_phone = make_type("phone", "By phone", channels=["phone"], is_default=True)
    assert make_case().case_type is None
    assert make_case(channel="phone").case_type == complaint_by_phone


def test_a_follow_up_is_of_the_same_type(typed: Case, kind: CaseType) -> None:
    make_type("other", "Other", is_default=True)
    assert make_case(follow_up_of=typed).case_type == kind


def test_what_is_always_needed_is_asked_of_whom_it_concerns(kind: CaseType) -> None:
    make_field(kind, "shelf", required="always")
    assert set(refused(lambda: make_case(case_type=kind, asked="all"))) == {"fields.wrong", "fields.shelf"}
    assert set(refused(lambda: make_case(case_type=kind, asked="customer"))) == {"fields.wrong"}
    assert refused(lambda: make_case(case_type=kind, fields={"nothing": 1}))


def test_edited_in_its_place(typed: Case, alice: User) -> None:
    set_case_fields(typed, by=alice.actor, values={"cost": 12.5, "cause": ["carrier"], "part": "Y-2"})
    set_case_fields(typed, by=alice.actor, values={"cost": 12.5})
    typed.refresh_from_db()
    assert typed.fields == {"wrong": "broken", "part": "Y-2", "cost": 12.5, "cause": ["carrier"]}
    assert facts(typed)[1:] == [
        {
            "case_type": "complaint",
            "keys": ["cause", "cost", "part"],
            "codes": {"cause": ["carrier"]},
            "opening": False,
        }
    ]
    assert set(refused(lambda: set_case_fields(typed, by=alice.actor, values={"wrong": None}))) == {"fields.wrong"}
    assert set(refused(lambda: set_case_fields(typed, by=alice.actor, values={"cost": "much"}))) == {"fields.cost"}


def test_solving_waits_for_what_is_needed_but_not_for_spam(typed: Case, alice: User, relay: Any) -> None:
    needed = {"fields.cause": "“Cause” is needed before it is solved."}
    assert refused(lambda: solve_case(typed, by=alice.actor)) == needed
    assert refused(lambda: close_case(typed, by=alice.actor, reason="withdrawn")) == needed
    assert close_case(typed, by=alice.actor, reason="duplicate", note="C-1").status == "closed"
    other = make_case(case_type=typed.case_type)
    assert mark_spam(other, by=alice.actor).spam
    hers = make_case(case_type=typed.case_type, contact=typed.contact)
    assert close_case(hers, by=hers.contact.actor, reason="verified_by_customer").status == "closed"  # type: ignore[union-attr]
    third = make_case(case_type=typed.case_type, fields={"wrong": "late", "cause": ["packing"]})
    assert solve_case(third, by=alice.actor).status == "solved"


def test_another_type_keeps_what_the_last_one_asked(typed: Case, alice: User) -> None:
    question = make_type("question", "Question")
    set_case_fields(typed, by=alice.actor, case_type=question)
    typed.refresh_from_db()
    assert typed.case_type == question
    assert field_values(typed).asked == []
    assert dict(field_values(typed).earlier) == {"Part": "X-1", "Wrong": "Broken"}


def test_a_lost_choice_and_an_archived_field_stay_readable(typed: Case, kind: CaseType, alice: User) -> None:
    make_field(kind, "wrong", "choice", "late other", customer_sees=True, required="always", position=1)
    with pytest.raises(Conflict):
        archive_case_field(kind.fields.get(key="wrong"), by=NOBODY)
    archive_case_field(kind.fields.get(key="part"), by=NOBODY)
    typed.refresh_from_db()
    assert field_values(typed).asked == [("Wrong", "broken")]
    assert field_values(typed).earlier == [("Part", "X-1")]
    set_case_fields(typed, by=alice.actor, values={"cost": 3, "wrong": "broken"})
    assert set(refused(lambda: set_case_fields(typed, by=alice.actor, values={"part": "Z"}))) == {"fields.part"}
    make_field(kind, "part", "reference")
    typed.refresh_from_db()
    assert ("Part", "X-1") in field_values(typed).asked


def test_search_finds_what_is_searchable(typed: Case, alice: User, charlie: User) -> None:
    assert search_cases("x-1", access(alice)) == [typed]
    assert search_cases("x-1", access(charlie)) == []
    assert search_cases("broken", access(alice)) == []


def test_erased_with_the_person(typed: Case, dana: Contact) -> None:
    erase_contact(dana, by=NOBODY)
    typed.refresh_from_db()
    assert typed.fields == {}
    assert "X-1" not in str(list(RecordedFact.objects.values_list("stored", flat=True)))


def test_how_types_are_set_up(kind: CaseType) -> None:
    assert set(refused(lambda: make_type("No Slug"))) == {"slug"}
    assert set(refused(lambda: make_type(label=" "))) == {"labels"}
    assert set(refused(lambda: make_type(channels=["pigeon"]))) == {"channels"}
    other = make_type("other", "Other", is_default=True)
    kind.refresh_from_db()
    assert (kind.is_default, other.is_default) == (False, True)
    assert archive_case_type(other, by=NOBODY).is_default is False
    assert make_type("other", "Other").archived_at is None


@pytest.mark.parametrize(
    ("name", "given"),
    [
        ("key", {"key": "Big Key"}),
        ("key", {"key": "new"}),
        ("kind", {"what": "colour"}),
        ("choices", {"what": "choice"}),
        ("choices", {"choices": "a b"}),
        ("choices", {"what": "choice", "choices": "a a"}),
        ("required", {"required": "sometimes"}),
        ("labels", {"labels": {"xx": "Nobody speaks it"}}),
        ("shown_if_key", {"shown_if_key": "cost", "shown_if_values": ["1"]}),
        ("shown_if_values", {"shown_if_key": "wrong", "shown_if_values": ["lost"]}),
        ("shown_if_values", {"shown_if_key": "refunded"}),
    ],
)
def test_a_definition_that_is_wrong_is_refused_by_name(kind: CaseType, name: str, given: dict[str, Any]) -> None:
    assert set(refused(lambda: make_field(kind, **({"key": "fresh"} | given)))) == {name}


def test_no_ring_and_one_kind_a_key(kind: CaseType) -> None:
    on = {"shown_if_key": "refunded", "shown_if_values": ["yes"]}
    make_field(kind, "wrong", "choice", "late broken", **on)
    ring = {"shown_if_key": "wrong", "shown_if_values": ["late"]}
    assert set(refused(lambda: make_field(kind, "refunded", "yes_no", **ring))) == {"shown_if_key"}
    assert set(refused(lambda: make_field(make_type("other"), "cost", "text"))) == {"kind"}
