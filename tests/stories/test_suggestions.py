"""What the words of a case suggest: others that say the same, the same matter told twice, the incident it looks like.
Nothing of it is done by itself, each is one click, and one click takes it back."""

from collections.abc import Callable, Iterator

import pytest
from conftest import MoveClock

from andon.cases.actions.merge_cases import merge_cases
from andon.cases.actions.open_case import open_case
from andon.cases.actions.undo_merge import undo_merge
from andon.cases.case_in import CaseIn
from andon.cases.models import Case
from andon.catalog.models import Service
from andon.customers.actions.erase_contact import erase_contact
from andon.customers.models import Contact
from andon.incidents.actions.declare_incident import declare_incident
from andon.incidents.actions.edit_incident import edit_incident
from andon.incidents.actions.link_cases import link_cases
from andon.incidents.actions.resolve_incident import resolve_incident
from andon.incidents.actions.unlink_case import unlink_case
from andon.incidents.models import Incident
from andon.incidents.reads.linked_cases import linked_cases
from andon.kit.errors import Conflict
from andon.meaning.index.cache import forget_here
from andon.people.models import Team, User
from andon.suggestions.actions.accept_suggestion import accept_suggestion
from andon.suggestions.actions.accept_suggestions import accept_suggestions
from andon.suggestions.actions.dismiss_suggestion import dismiss_suggestion
from andon.suggestions.actions.undo_suggestion import undo_suggestion
from andon.suggestions.models import RelatedCase, SaidCode, Suggestion
from andon.suggestions.reads.related_cases import related_cases
from andon.suggestions.reads.suggested import suggested_of_case, suggested_of_target
from andon.timeline.models import RecordedFact
from tests.cast import access, account, contact

pytestmark = pytest.mark.django_db
RunDueWork = Callable[[], int]
Tell = Callable[..., Case]
EVERYDAY = [
    "How do I change the delivery address of my order?",
    "Please send me the invoice for last month once more",
    "Where can I download the manual of the coffee grinder?",
    "I would like to cancel my newsletter subscription",
]


@pytest.fixture(autouse=True)
def _fresh_copy() -> Iterator[None]:
    forget_here()
    yield
    forget_here()


@pytest.fixture
def tell(care: Team, move_clock: MoveClock) -> Tell:
    """Somebody reports something; the texts are read."""

    def reported(title: str, body: str = "", who: Contact | None = None, team: Team = care) -> Case:
        number = Case.objects.count() + 1
        if who is None:
            shop = account(f"shop{number}", f"Shop {number}")
            who = contact(f"Customer {number}", f"c{number}@shop{number}.example", shop)
        given = CaseIn(title=title, body=body or title, contact=who, team=team, verified=True, receipt=False)
        case = open_case(given, by=who.actor)
        move_clock.forward(minutes=3)
        return case

    return reported


@pytest.fixture
def everyday(tell: Tell) -> list[Case]:
    return [tell(text) for text in EVERYDAY]


def suggested(case: Case, kind: str = "") -> list[Suggestion]:
    found = Suggestion.objects.of_case(case.id).filter(state="open")
    return list(found.filter(kind=kind) if kind else found)


def hangs(tell: Tell, number: int = 1, **more: object) -> Case:
    return tell(f"Checkout hangs at the payment step, order {number}", "The checkout page hangs after I pay.", **more)


def test_everyday_questions_are_not_related(everyday: list[Case]) -> None:
    assert not Suggestion.objects.filter(state="open").exists()


def test_two_who_tell_the_same_are_related_and_only_that(everyday: list[Case], tell: Tell, alice: User) -> None:
    one, two = hangs(tell, 1), hangs(tell, 2)
    (found,) = suggested(two)
    assert (found.kind, found.case, found.target) == ("related", two, one.subject)
    assert suggested(one) == [found]
    why = suggested_of_case(one.id, access(alice))[0].why
    assert "both say “checkout”, “payment”" in " ".join(why)

    accept_suggestion(found, access=access(alice))
    assert [one_.shown.title for one_ in related_cases(one.id, access(alice))] == [two.title]
    assert RecordedFact.objects.filter(kind="suggestions.CaseRelated", subject_id__in=[one.id, two.id]).count() == 2
    undo_suggestion(found, access=access(alice))
    assert not related_cases(two.id, access(alice))
    found.refresh_from_db()
    assert found.state == "undone"
    assert RelatedCase.objects.get().ended_at is not None


def test_the_same_matter_told_twice_is_merged_and_undone(
    everyday: list[Case], tell: Tell, dana: Contact, alice: User, run_due_work: RunDueWork
) -> None:
    one, two = hangs(tell, 1, who=dana), hangs(tell, 1, who=dana)
    (found,) = suggested(two)
    assert found.kind == "duplicate"
    assert "from the same person" in suggested_of_case(two.id, access(alice))[0].why
    two.refresh_from_db()
    assert two.merged_into is None
    accept_suggestion(found, access=access(alice))
    accept_suggestion(found, access=access(alice))
    run_due_work()
    two.refresh_from_db()
    assert two.merged_into == one
    undo_suggestion(found, access=access(alice))
    undo_suggestion(found, access=access(alice))
    run_due_work()
    two.refresh_from_db()
    found.refresh_from_db()
    assert (two.merged_into, found.state, found.how) == (None, "undone", "merge")
    with pytest.raises(Conflict):
        accept_suggestion(found, access=access(alice))


def test_what_is_done_by_hand_counts_as_well(
    everyday: list[Case], tell: Tell, dana: Contact, alice: User, run_due_work: RunDueWork
) -> None:
    one, two = hangs(tell, 1, who=dana), hangs(tell, 1, who=dana)
    (found,) = suggested(two)
    merge_cases([two], into=one, by=alice.actor)
    run_due_work()
    found.refresh_from_db()
    assert (found.state, found.how, found.decided_by) == ("accepted", "merge", alice.actor.key)
    undo_merge(two, by=alice.actor)
    run_due_work()
    found.refresh_from_db()
    assert found.state == "undone"


def test_dismissed_never_comes_back_unless_taken_back(everyday: list[Case], tell: Tell, alice: User) -> None:
    _one, two = hangs(tell, 1), hangs(tell, 2)
    (found,) = suggested(two)
    dismiss_suggestion(found, by=alice.actor)
    three = hangs(tell, 3)
    assert suggested(two) == suggested(three)[:1] or found not in suggested(two)
    found.refresh_from_db()
    assert found.state == "dismissed"
    with pytest.raises(Conflict):
        accept_suggestion(found, access=access(alice))
    undo_suggestion(found, access=access(alice))
    found.refresh_from_db()
    assert (found.state, found.decided_at) == ("open", None)


def test_the_same_error_code_relates_whatever_the_language(everyday: list[Case], tell: Tell, alice: User) -> None:
    one = tell("Payment fails with error E-4711", "I see E-4711 and PAY_GATEWAY_TIMEOUT.")
    two = tell("Die Bezahlung bricht ab", "Es kommt die Meldung E-4711 und PAY_GATEWAY_TIMEOUT, was tun?")
    assert set(SaidCode.objects.filter(case=two).values_list("code", flat=True)) == {"E-4711", "PAY_GATEWAY_TIMEOUT"}
    (found,) = suggested(two)
    assert found.target == one.subject
    assert "same error codes E-4711, PAY_GATEWAY_TIMEOUT" in suggested_of_case(two.id, access(alice))[0].why


def test_only_who_sees_both_sees_the_suggestion(
    everyday: list[Case], tell: Tell, billing: Team, alice: User, charlie: User
) -> None:
    one, two = hangs(tell, 1), hangs(tell, 2, team=billing)
    (found,) = suggested(two)
    for user, case in ((alice, one), (charlie, two)):
        assert suggested_of_case(case.id, access(user)) == []
        assert found not in Suggestion.objects.visible_to(access(user))


def test_an_erased_person_leaves_no_words(everyday: list[Case], tell: Tell, alice: User, ada: User) -> None:
    one, two, three = hangs(tell, 1), hangs(tell, 2), tell("Checkout hangs at the payment step E-4711")
    decided = Suggestion.objects.filter(case=two).get()
    dismiss_suggestion(decided, by=alice.actor)
    assert suggested(three)
    assert three.contact is not None
    assert two.contact is not None
    for who in (two.contact, three.contact):
        erase_contact(who, by=ada.actor)
    assert suggested(two) == suggested(three) == suggested(one) == []
    decided.refresh_from_db()
    assert (decided.state, decided.reasons) == ("dismissed", {})
    assert not SaidCode.objects.exists()


def declared(checkout: Service, alice: User, title: str = "Checkout hangs at the payment step") -> Incident:
    return declare_incident(
        title=title, condition="Customers cannot pay: the page hangs.", services=[checkout], by=alice.actor, page=False
    )


def test_an_incident_finds_the_cases_that_wait(
    everyday: list[Case], tell: Tell, checkout: Service, alice: User, run_due_work: RunDueWork
) -> None:
    cases = [hangs(tell, number) for number in range(3)]
    incident = declared(checkout, alice)
    run_due_work()
    found = suggested_of_target(incident.subject, access(alice))
    assert {one.shown.id for one in found} == {case.id for case in cases}
    assert "names Checkout" in found[0].why
    assert not linked_cases(incident).exists()

    first = found[0].suggestion
    accept_suggestion(first, access=access(alice))
    run_due_work()
    assert [case.id for case in linked_cases(incident)] == [first.case_id]
    rest = suggested_of_target(incident.subject, access(alice))
    assert len(rest) == 2
    assert "1 case like it is linked already" in rest[0].why
    assert len(accept_suggestions([one.suggestion for one in rest], access=access(alice))) == 2
    run_due_work()
    assert linked_cases(incident).count() == 3
    undo_suggestion(first, access=access(alice))
    run_due_work()
    assert linked_cases(incident).count() == 2
    first.refresh_from_db()
    assert first.state == "undone"
    assert suggested_of_target(incident.subject, access(alice)) == []


def test_confirmed_cases_teach_how_customers_say_it(
    everyday: list[Case], tell: Tell, checkout: Service, alice: User, run_due_work: RunDueWork
) -> None:
    said = "The spinner turns for ever when I press buy"
    first, late = tell(said), tell(f"{said}, please help")
    incident = declared(checkout, alice, "Gateway pool exhausted in region two")
    edit_incident(incident, condition="Saturation of upstream workers", by=alice.actor)
    run_due_work()
    assert suggested_of_target(incident.subject, access(alice)) == []
    link_cases(incident, [first], by=alice.actor)
    run_due_work()
    assert [one.shown.id for one in suggested_of_target(incident.subject, access(alice))] == [late.id]
    unlink_case(incident, first, by=alice.actor)
    run_due_work()
    assert suggested_of_target(incident.subject, access(alice)) == []


def test_what_is_over_is_suggested_no_more(
    everyday: list[Case], tell: Tell, checkout: Service, alice: User, run_due_work: RunDueWork
) -> None:
    case = hangs(tell)
    incident = declared(checkout, alice)
    run_due_work()
    assert len(suggested(case, "link")) == 1
    resolve_incident(incident, by=alice.actor)
    run_due_work()
    assert suggested(case, "link") == []


def test_hostile_text_costs_bounded_time(everyday: list[Case], tell: Tell) -> None:
    for text in ("x" * 100_000, "a\u0301" * 50_000, "E-1234 " * 14_000, "'; DROP TABLE cases; --"):
        tell("Help", text)
    one, two = hangs(tell, 1), hangs(tell, 2)
    assert one.subject in [found.target for found in suggested(two)]
