"""Alice's team routes cases by hand; from five of a kind on a new one says who should have it, and learns when it is
wrong."""

from collections.abc import Callable

import pytest
from conftest import MoveClock

from andon.cases.actions.close_case import close_case
from andon.cases.actions.hand_over_cases import hand_over_cases
from andon.cases.actions.open_case import open_case
from andon.cases.actions.set_priority import set_priority
from andon.cases.actions.set_service import set_service
from andon.cases.case_in import CaseIn
from andon.cases.models import Case
from andon.catalog.models import Service
from andon.customers.actions.erase_contact import erase_contact
from andon.customers.models import Contact
from andon.kit.errors import Conflict
from andon.meaning.models import TextModel, UnderstoodText
from andon.people.models import Team, User
from andon.routing.actions.accept_suggestion import accept_suggestion
from andon.routing.actions.correct_suggestion import correct_suggestion
from andon.routing.actions.dismiss_suggestion import dismiss_suggestion
from andon.routing.actions.undo_suggestion import undo_suggestion
from andon.routing.models import Choice, FieldRouter, Prediction
from andon.routing.reads.suggestions import Suggestion, suggestion_of
from andon.timeline.models import RecordedFact
from tests.cast import NOBODY, contact

pytestmark = pytest.mark.django_db
INVOICES = [
    "The invoice for October shows a wrong amount",
    "Please send the October invoice again, the amount differs",
    "Our invoice lists a wrong tax number",
    "Two invoices came for the same order, which amount is right",
    "The amount on the invoice does not match our order",
    "Why is the invoice amount higher than last month",
]
CHECKOUTS = [
    "The checkout hangs after entering the card number",
    "Checkout page stays white when I press pay",
    "Paying by card hangs in the checkout",
    "The checkout button does nothing on the phone",
    "Card payment hangs, the checkout never finishes",
    "Checkout hangs for all our customers today",
]


def told(text: str, team: Team, who: Contact) -> Case:
    return open_case(CaseIn(title=text, contact=who, team=team, receipt=False, verified=True), by=who.actor)


Tell = Callable[[str], Case]


@pytest.fixture
def tell(care: Team, dana: Contact) -> Tell:
    return lambda text: told(text, care, dana)


@pytest.fixture
def routed(tell: Tell, alice: User, billing: Team, checkout: Service, care: Team, move_clock: MoveClock) -> MoveClock:
    """Five of each kind: invoices go to Billing; broken checkouts stay, are about Checkout, and are urgent."""
    for text in INVOICES[:5]:
        hand_over_cases([tell(text)], to_team=billing, reason="Billing knows invoices", by=alice.actor)
    for text in CHECKOUTS[:5]:
        case = set_priority(tell(text), priority="high", by=alice.actor)
        set_service(case, service=checkout, by=alice.actor)
        close_case(case, reason="verified_by_check", note="Tried it", by=alice.actor)
    for case in Case.objects.filter(team=billing):
        close_case(case, reason="verified_by_check", note="Sent", by=alice.actor)
    for _until_all_is_learned in range(3):
        move_clock.forward(minutes=6)
    return move_clock


def suggested(case: Case, days: MoveClock) -> Suggestion | None:
    days.forward(minutes=1)
    case.refresh_from_db()
    return suggestion_of(case)


def test_learned_from_five_a_kind(routed: MoveClock, tell: Tell, billing: Team, care: Team) -> None:
    team = FieldRouter.objects.get(field="team")
    assert team.examples == {str(billing.id): 5, str(care.id): 5}
    case = tell(INVOICES[5])
    found = suggested(case, routed)
    assert found is not None
    (part,) = found.parts
    assert (part.field, part.label, part.name) == ("team", str(billing.id), "Billing")
    assert (part.examples, 0.5 <= part.confidence < 1) == (5, True)
    assert {"invoice", "amount"} & set(found.words)
    assert suggested(tell(CHECKOUTS[5]), routed) is not None
    priority = Prediction.objects.get(case__title=CHECKOUTS[5], field="priority")
    assert (priority.label, priority.accepted) == ("high", True)


def test_of_what_it_never_heard_it_says_that_it_does_not_know(routed: MoveClock, tell: Tell) -> None:
    case = tell("Zwölf Boxkämpfer jagen Viktor quer über den großen Sylter Deich")
    assert suggested(case, routed) is None
    assert {one.accepted for one in Prediction.objects.filter(case=case)} == {False}
    nothing = tell("?!")
    assert suggested(nothing, routed) is None


def test_accepted_and_taken_back(routed: MoveClock, tell: Tell, alice: User, billing: Team, care: Team) -> None:
    case = tell(INVOICES[5])
    assert suggested(case, routed)
    owner = case.owner
    decision = accept_suggestion(case, by=alice.actor)
    case.refresh_from_db()
    assert (case.team, case.owner) == (billing, None)
    routed.forward(minutes=1)
    assert Choice.objects.get(case=case, field="team").label == str(billing.id)
    assert Prediction.objects.get(case=case, field="team").truth == str(billing.id)
    with pytest.raises(Conflict):
        accept_suggestion(case, by=alice.actor)
    for _twice in range(2):
        undo_suggestion(decision, by=alice.actor)
    case.refresh_from_db()
    assert (case.team, case.owner, case.hand_over_count) == (care, owner, 0)
    assert suggested(case, routed)
    assert not Choice.objects.filter(case=case, field="team").exists()
    kinds = [fact.kind for fact in RecordedFact.objects.filter(subject_id=case.id, kind__startswith="routing.")]
    assert kinds == ["routing.SuggestionAccepted", "routing.SuggestionUndone"]


def test_not_taken_back_over_what_somebody_did_since(
    routed: MoveClock, tell: Tell, alice: User, bob: User, billing: Team
) -> None:
    case = tell(INVOICES[5])
    assert suggested(case, routed)
    decision = accept_suggestion(case, by=alice.actor)
    hand_over_cases([case], to_user=bob, reason="Mine after all", by=bob.actor)
    with pytest.raises(Conflict):
        undo_suggestion(decision, by=alice.actor)


def test_dismissed(routed: MoveClock, tell: Tell, alice: User, care: Team) -> None:
    case = tell(INVOICES[5])
    assert suggested(case, routed)
    decision = dismiss_suggestion(case, by=alice.actor)
    assert suggested(case, routed) is None
    case.refresh_from_db()
    assert case.team == care
    undo_suggestion(decision, by=alice.actor)
    assert suggested(case, routed)


def test_a_correction_is_learned(
    routed: MoveClock, tell: Tell, alice: User, checkout_team: Team, billing: Team, omar: User
) -> None:
    """Invoices that come out of printers belong to whoever runs the checkout."""
    printers = ("north", "south", "east", "west", "centre")
    texts = [f"The amount on the invoice from the {word} printer is blank" for word in printers]
    wrong = 0
    for text in texts:
        case = tell(text)
        if suggested(case, routed):
            correct_suggestion(case, team=checkout_team, by=alice.actor)
            wrong += 1
        else:
            hand_over_cases([case], to_team=checkout_team, reason="Prints", by=alice.actor)
    assert wrong
    for _until_learned in range(2):
        routed.forward(minutes=6)
    assert not Prediction.objects.filter(outcome="corrected", truth="").exists()
    assert FieldRouter.objects.get(field="team").examples[str(checkout_team.id)] == 5
    found = suggested(tell("The amount on the invoice from the harbour printer is blank again"), routed)
    assert found is not None
    assert found.labels["team"] == str(checkout_team.id)


def test_what_andon_or_a_program_set_is_no_choice(tell: Tell, billing: Team, run_due_work: Callable[[], int]) -> None:
    hand_over_cases([tell(INVOICES[0])], to_team=billing, reason="By rule", by=NOBODY)
    run_due_work()
    assert not Choice.objects.exists()


def test_spam_and_duplicates_teach_nothing(tell: Tell, alice: User, run_due_work: Callable[[], int]) -> None:
    close_case(tell(INVOICES[0]), reason="duplicate", note="C-1", by=alice.actor)
    run_due_work()
    assert not Choice.objects.exists()


def test_another_model_of_texts_learns_anew(routed: MoveClock, tell: Tell) -> None:
    before = FieldRouter.objects.get(field="team").learned_at
    TextModel.objects.update(id="another-1")
    UnderstoodText.objects.all().update(model="another-1")
    from andon.meaning.facts import ModelTakesOver
    from andon.meaning.living_models import INSTALLATION
    from andon.timeline.record import record

    record(ModelTakesOver(model="another-1", was="lexical"), subject=INSTALLATION, by=NOBODY)
    for _until_learned in range(2):
        routed.forward(minutes=6)
    row = FieldRouter.objects.get(field="team")
    assert (row.model, row.learned_at != before) == ("another-1", True)


def test_erased_people_teach_no_more(routed: MoveClock, tell: Tell, care: Team, mei: User, dana: Contact) -> None:
    case = tell(INVOICES[5])
    assert suggested(case, routed)
    other = contact("Ines Roth", "ines@roth.example")
    for text in INVOICES[:2]:
        told(text, care, other)
    erase_contact(dana, by=mei.actor)
    assert not Prediction.objects.exclude(words=[]).exists()
    routed.forward(minutes=6)
    row = FieldRouter.objects.get(field="team")
    assert (bytes(row.stored), row.examples) == (b"", {})


def test_hostile_texts_cost_little_and_break_nothing(routed: MoveClock, tell: Tell, care: Team, dana: Contact) -> None:
    long = ("x" * 100_000, "a\u0301" * 5000, "invoice " * 12_000)
    for body in (*long, "{{ 7*7 }} '; DROP TABLE", "<script>invoice</script>"):
        given = CaseIn(title="Invoice amount", body=body, contact=dana, team=care, receipt=False)
        case = open_case(given, by=dana.actor)
        suggested(case, routed)
        for one in Prediction.objects.filter(case=case):
            assert len(one.words) <= 3
            assert all(len(word) <= 40 for word in one.words)


def test_what_was_chosen_before_is_gathered(routed: MoveClock, run_due_work: Callable[[], int]) -> None:
    from andon.routing.actions.gather_choices import begin_gathering

    count = Choice.objects.count()
    Choice.objects.all().delete()
    begin_gathering()
    routed.forward(minutes=1)
    assert Choice.objects.count() == count
