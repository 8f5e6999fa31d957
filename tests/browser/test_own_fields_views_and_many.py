"""Fields that depend on each other, a kept view, many cases at once, and a draft: what only a browser shows."""

from collections.abc import Callable

import pytest
from playwright.sync_api import expect

from andon.cases.actions.open_case import open_case
from andon.cases.actions.open_cases import open_cases
from andon.cases.actions.put_case_field import put_case_field
from andon.cases.actions.put_case_type import put_case_type
from andon.cases.case_in import CaseIn
from andon.cases.models import Case, CaseType, Draft, SavedView
from andon.cases.type_in import CaseFieldIn, CaseTypeIn, ChoiceIn
from andon.customers.models import Contact
from andon.people.models import Team, User
from tests.cast import NOBODY
from tests.live_server import wait_until

from .conftest import PATIENCE, Visitor

Come = Callable[..., Visitor]


@pytest.fixture
def complaint(db: None) -> CaseType:
    """What is wrong; which part, if it is broken; and what it cost, which only agents see."""
    kind = put_case_type(CaseTypeIn(slug="complaint", labels={"en": "Complaint"}, in_portal=True), by=NOBODY)
    offered = [ChoiceIn(code="late", labels={"en": "It came late"}), ChoiceIn(code="broken", labels={"en": "Broken"})]
    shown = {"customer_sees": True, "required": "always"}
    wrong = CaseFieldIn(
        key="wrong", labels={"en": "What is wrong"}, kind="choice", choices=offered, position=1, **shown
    )  # type: ignore[arg-type]
    part = CaseFieldIn(
        key="part",
        labels={"en": "Which part"},
        kind="reference",
        shown_if_key="wrong",
        shown_if_values=["broken"],
        position=2,
        **shown,  # type: ignore[arg-type]
    )
    for field in (wrong, part, CaseFieldIn(key="cost", labels={"en": "Cost"}, kind="number", position=3)):
        put_case_field(kind, field, by=NOBODY)
    put_case_type(CaseTypeIn(slug="question", labels={"en": "Question"}, in_portal=True, position=1), by=NOBODY)
    return kind


@pytest.fixture
def cases(care: Team, alice: User, dana: Contact) -> list[Case]:
    given = {"contact": dana, "team": care, "owner": alice, "receipt": False, "body": "It hangs."}
    return [
        open_case(CaseIn(title=title, tags=tags, **given), by=NOBODY)  # type: ignore[arg-type]
        for title, tags in (("Invoice twice", ["vat"]), ("Checkout hangs", []), ("Wrong VAT", ["vat"]))
    ]


def test_the_portal_asks_what_an_answer_calls_up(visitor: Come, complaint: CaseType) -> None:
    page = visitor().go("/help/")
    part = page.get_by_label("Which part")
    expect(part).to_be_hidden()
    page.get_by_label("What is wrong").select_option("broken")
    expect(part).to_be_visible()
    page.get_by_label("What kind of matter it is").select_option("question")
    expect(part).to_be_hidden()
    expect(page.get_by_label("What is wrong")).to_be_hidden()
    page.get_by_label("What kind of matter it is").select_option("complaint")
    expect(part).to_be_visible()
    page.get_by_label("What happens").fill("The pole is torn")
    page.get_by_label("Your name").fill("Dana")
    page.get_by_label("Your e-mail address").fill("dana@acme.example")
    page.get_by_role("button", name="Send the report").click()
    expect(page.get_by_text("“Which part” is needed.")).to_be_visible()
    part.fill("POLE-4")
    page.get_by_role("button", name="Send the report").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("We have your report")
    assert Case.objects.get().fields == {"wrong": "broken", "part": "POLE-4"}


def test_a_field_is_previewed_while_it_is_typed(visitor: Come, complaint: CaseType, mei: User) -> None:
    page = visitor(mei).go("/settings/cases/types/complaint/fields/new/")
    page.get_by_label("Key", exact=True).fill("mood")
    page.get_by_label("Label", exact=True).fill("Her mood")
    page.get_by_label("What it holds").select_option("choice")
    page.get_by_label("Choices").fill("calm | Calm\nangry | Angry")
    preview = page.locator("#preview")
    expect(preview.get_by_label("Her mood")).to_be_visible()
    expect(preview.get_by_label("Which part")).to_be_hidden()
    preview.get_by_label("What is wrong").select_option("broken")
    expect(preview.get_by_label("Which part")).to_be_visible()
    page.get_by_role("button", name="Save this field").click()
    expect(page.get_by_role("heading", name="Complaint", level=1)).to_be_visible()
    assert complaint.fields.filter(key="mood").exists()


def test_a_list_is_described_kept_and_looked_through(visitor: Come, cases: list[Case], alice: User) -> None:
    page = visitor(alice).go("/inbox/views/new/")
    page.get_by_label("Tags, one of").fill("vat")
    page.get_by_role("button", name="Only show it").click()
    expect(page.locator(".case-row")).to_have_count(2)
    page.get_by_role("link", name="Change or keep").click()
    page.get_by_label("Name of the view").fill("Tax")
    page.get_by_role("button", name="Keep it").click()
    tab = page.get_by_role("navigation", name="Your views").get_by_role("link", name="Tax 2")
    expect(tab).to_have_attribute("aria-current", "true")
    expect(page.locator(".case-row")).to_have_count(2)
    assert SavedView.objects.get().filter == "tag:vat"


def test_a_selection_is_previewed_run_and_taken_back(visitor: Come, cases: list[Case], alice: User) -> None:
    page = visitor(alice).go("/inbox/?view=open")
    page.get_by_label(f"Select {cases[0].ref}").check()
    page.get_by_label(f"Select {cases[1].ref}").check()
    page.get_by_role("button", name="More…").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("2 cases")
    expect(page.get_by_label("Tags to add")).to_be_visible()
    page.get_by_label("What to do").select_option("reply_to_case")
    expect(page.get_by_label("Tags to add")).to_be_hidden()
    page.get_by_label("Text", exact=True).fill("Dear {first name}, {case} is done.")
    page.get_by_role("button", name="See what it would do").click()
    expect(page.get_by_text("2 cases would change.")).to_be_visible()
    expect(page.get_by_text(f"Dear Dana, {cases[0].ref} is done.").first).to_be_visible()
    assert not Case.objects.filter(status="waiting_customer").exists()
    page.get_by_role("button", name="Do it with 2 cases").click()
    expect(page.get_by_text("Done in 2 cases.")).to_be_visible()
    page.get_by_role("button", name="Take it back").click()
    expect(page.get_by_text("Taken back in 2 cases.")).to_be_visible()
    assert {case.status for case in Case.objects.all()} == {"new"}


def test_more_than_a_hundred_are_looked_at_while_she_watches(visitor: Come, care: Team, alice: User) -> None:
    given = {"team": care, "owner": alice, "receipt": False}
    open_cases([CaseIn(title=f"Parcel {n}", **given) for n in range(110)], by=NOBODY)  # type: ignore[arg-type]
    page = visitor(alice).go("/inbox/?view=open")
    page.locator(".case-pick").first.check()
    page.get_by_role("button", name="All of this list…").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("110 cases")
    page.get_by_label("Tags to add").fill("parcel")
    page.get_by_role("button", name="See what it would do").click()
    page.get_by_role("button", name="Do it with 110 cases").click()
    expect(page.get_by_text("Done in 110 cases.")).to_be_visible(timeout=PATIENCE)
    assert Case.objects.filter(tags=["parcel"]).count() == 110


def test_a_draft_survives_in_another_browser_and_two_windows(visitor: Come, cases: list[Case], alice: User) -> None:
    at = f"/cases/{cases[0].ref}/"
    first = visitor(alice).go(at)
    first.get_by_label("Text", exact=True).fill("Dear Dana, we found")
    expect(first.get_by_text("Draft kept")).to_be_visible()
    other = visitor(alice).go(at)
    text = other.get_by_label("Text", exact=True)
    expect(text).to_have_value("Dear Dana, we found")
    text.fill("Dear Dana, we found it. PS: sorry")
    expect(other.get_by_text("Draft kept")).to_be_visible()
    first.get_by_label("Text", exact=True).fill("Dear Dana, we found")
    first.get_by_label("Text", exact=True).press_sequentially(" the cause")
    expect(first.get_by_text("You wrote in another window too")).to_be_visible()
    shown = first.get_by_label("Text", exact=True).input_value()
    assert "the cause" in shown
    assert "PS: sorry" in shown
    first.get_by_role("radiogroup").get_by_text("Agents").click()
    expect(first.get_by_label("Text", exact=True)).to_have_value(shown)
    wait_until(lambda: Draft.objects.filter(kind="agents", body=shown).exists(), what="the note to be kept")
    assert Draft.objects.get(kind="customer").body == ""
    first.get_by_role("button", name="Note for agents").click()
    expect(first.get_by_label("Text", exact=True)).to_have_value("")
    assert not Draft.objects.exclude(body="").exists()
