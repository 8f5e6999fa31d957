"""What only a browser can show of the customers' screens."""

from collections.abc import Callable
from datetime import timedelta

from playwright.sync_api import expect

from andon.cases.actions.confirm_reporter import confirm_reporter
from andon.cases.actions.open_case import open_case
from andon.cases.actions.solve_case import solve_case
from andon.cases.case_in import CaseIn
from andon.cases.models import Case
from andon.cases.portal_link import PURPOSE
from andon.customers.models import Contact
from andon.people.links import make_link
from andon.people.models import Team, User

from .conftest import Visitor


def test_files_that_are_too_large_are_refused_before_they_are_sent(visitor: Callable[..., Visitor]) -> None:
    page = visitor().go("/help/")
    page.get_by_label("What happens").fill("It hangs")
    page.get_by_label("Your name").fill("Dana")
    page.get_by_label("Your e-mail address").fill("dana@acme.example")
    files = page.get_by_label("Pictures or files")
    large = {"name": "film.mp4", "mimeType": "video/mp4", "buffer": b"x" * (26 * 1024 * 1024)}
    files.set_input_files([large])  # type: ignore[list-item]
    assert "25 MB" in files.evaluate("input => input.validationMessage")
    page.get_by_role("button", name="Send the report").click()
    assert not Case.objects.exists()
    files.set_input_files([{**large, "buffer": b"x"}])  # type: ignore[list-item]
    page.get_by_role("button", name="Send the report").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("We have your report")


def test_she_chooses_her_language(visitor: Callable[..., Visitor]) -> None:
    page = visitor().go("/help/")
    page.get_by_role("link", name="Deutsch").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Was funktioniert nicht?")
    page.get_by_role("link", name="Mein Fall").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Ihren Fall finden")


def test_what_changes_takes_neither_focus_nor_words_away(
    visitor: Callable[..., Visitor], care: Team, alice: User, dana: Contact
) -> None:
    case = open_case(CaseIn(title="It hangs", contact=dana, team=care, owner=alice, receipt=False), by=dana.actor)
    token = make_link(PURPOSE, case.subject, dana.actor, timedelta(days=1))
    page = visitor().go(f"/my/{token}/")
    page.get_by_label("Write to Alice").fill("Half a sentence")
    button = page.get_by_role("button", name="Yes, that was me")
    button.focus()
    solve_case(case, by=alice.actor)
    expect(page.get_by_role("button", name="Yes, it works")).to_be_visible()
    expect(button).to_be_focused()
    confirm_reporter(case, by=dana.actor)
    expect(button).to_be_hidden()
    expect(page.get_by_label("Write to Alice")).to_have_value("Half a sentence")
