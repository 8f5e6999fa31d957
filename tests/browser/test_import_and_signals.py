"""What people do with spreadsheets and signals, in a browser: nothing is reloaded by hand."""

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import expect

from andon.cases.models import Case
from andon.people.models import Team, User
from andon.signals.actions.receive_signal import receive_signal
from andon.signals.models import Signal
from andon.signals.signal_in import SignalIn

from .conftest import PATIENCE, Visitor

pytestmark = pytest.mark.slow


def test_a_spreadsheet_comes_in_while_mei_watches(visitor: Callable[..., Visitor], mei: User, tmp_path: Path) -> None:
    sheet = tmp_path / "reviews.csv"
    lines = [f"It hangs {n};{n % 5 + 1};0{n % 9 + 1}.11.2026" for n in range(450)]
    sheet.write_bytes("\r\n".join(["Bewertung;Sterne;Datum", *lines, "Zu gut;9;01.11.2026"]).encode("utf-16"))
    hers = visitor(mei)
    page = hers.go("/settings/imports/")
    page.get_by_label("What stands in it").select_option("signals")
    page.get_by_label("CSV file").set_input_files(sheet)
    page.get_by_role("button", name="Upload it").click()
    expect(page.get_by_label("Bewertung goes to")).to_have_value("text")
    page.get_by_label("Said where, if a line does not say").fill("review")
    page.get_by_role("button", name="Check every line").click()
    take = page.get_by_role("button", name="Take in what is right")
    expect(take).to_be_visible(timeout=PATIENCE)
    expect(page.get_by_role("row", name="Line 452 Sterne From 0 to 5.")).to_be_visible()
    assert not Signal.objects.exists()
    take.click()
    expect(page.get_by_text("Taken in", exact=True)).to_be_visible(timeout=PATIENCE)
    expect(page.get_by_text("What came in")).to_be_visible()
    assert Signal.objects.filter(source="review").count() == 450
    assert not hers.complaints


def test_a_signal_is_dismissed_taken_back_and_becomes_a_case(
    visitor: Callable[..., Visitor], alice: User, care: Team
) -> None:
    receive_signal(SignalIn(text="The last step hangs.", source="forum", author_handle="kim"), by=alice.actor)
    hers = visitor(alice)
    page = hers.go("/signals/")
    page.get_by_role("link", name="The last step hangs.").click()
    page.get_by_role("button", name="Dismiss…").click()
    page.get_by_label("Nothing to do").check()
    page.get_by_role("button", name="Dismiss it").click()
    page.get_by_role("button", name="Take it back").click()
    page.get_by_role("link", name="Open a case from it").click()
    page.get_by_label("What it is about").fill("Checkout hangs")
    page.get_by_role("button", name="Open the case").click()
    expect(page.get_by_text("Opened from what @kim said (forum).")).to_be_visible(timeout=PATIENCE)
    page.get_by_role("link", name="Read it").click()
    expect(page.get_by_role("link", name=Case.objects.get().ref).first).to_be_visible()
    assert not hers.complaints


def test_a_new_signal_appears_in_the_open_list(visitor: Callable[..., Visitor], alice: User) -> None:
    page = visitor(alice).go("/signals/")
    expect(page.get_by_text("Nothing was said yet")).to_be_visible()
    receive_signal(SignalIn(text="The last step hangs.", source="forum"), by=alice.actor)
    expect(page.get_by_role("link", name="The last step hangs.")).to_be_visible(timeout=PATIENCE)
