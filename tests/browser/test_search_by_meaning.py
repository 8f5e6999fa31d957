"""Alice looks for words that nobody wrote; what says the same comes by itself a moment later."""

import os
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import expect

from andon.cases.actions.open_cases import open_cases
from andon.cases.case_in import CaseIn
from andon.customers.models import Contact
from andon.people.models import Team, User
from andon.signals.actions.receive_signal import receive_signal
from andon.signals.signal_in import SignalIn
from tests.cast import NOBODY

from .conftest import PATIENCE, Visitor

pytestmark = pytest.mark.slow
SAID = [
    ("Checkout hangs after the card number", "Since this morning nothing happens when I press pay."),
    ("The pay button does nothing at checkout", "I typed my card number twice."),
    ("Hangs when I pay by card", "The checkout stays grey. We lose orders."),
    ("Invoice for October", "The amount is higher than what we agreed on."),
    ("New colleague", "Please add Mia to our account."),
]


def look(visitor: Visitor, name: str) -> None:
    """Pictures for whoever wants to see (ANDON_PICTURES names a folder)."""
    folder = os.environ.get("ANDON_PICTURES")
    for width, height, scheme in ((1440, 900, "light"), (390, 844, "dark")) if folder else ():
        visitor.page.set_viewport_size({"width": width, "height": height})
        visitor.page.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
        visitor.page.screenshot(path=str(Path(folder or "") / f"{name}-{width}-{scheme}.png"), full_page=True)
    visitor.page.set_viewport_size({"width": 1440, "height": 900})


def test_what_says_the_same_comes_by_itself(
    visitor: Callable[..., Visitor], alice: User, ada: User, dana: Contact, care: Team
) -> None:
    given = [CaseIn(title=title, body=body, contact=dana, team=care, receipt=False) for title, body in SAID]
    open_cases(given, by=dana.actor)
    receive_signal(SignalIn(text="Cannot pay with my card, the checkout is stuck", source="review"), by=NOBODY)
    hers = visitor(alice)
    page = hers.go("/search/?q=card+payment+stuck+in+checkout")
    part = page.locator("#by-meaning")
    expect(part.get_by_role("link", name=SAID[1][0])).to_be_visible(timeout=PATIENCE)
    expect(part.get_by_role("link", name="Cannot pay with my card")).to_be_visible()
    look(hers, "search")
    page = hers.go("/inbox/?view=open&q=paying+by+card+hangs")
    expect(page.locator("#by-meaning").get_by_role("link", name=SAID[2][0])).to_be_visible(timeout=PATIENCE)
    look(hers, "inbox")
    page.locator("#by-meaning").get_by_role("button", name="Look again").click()
    expect(page.locator("#by-meaning").get_by_role("link", name=SAID[2][0])).to_be_visible(timeout=PATIENCE)
    assert not hers.complaints
    other = visitor(ada)
    page = other.go("/settings/reading/")
    expect(page.get_by_text("All texts are read.")).to_be_visible(timeout=PATIENCE)
    look(other, "reading")
    page.get_by_role("button", name="Read all texts again").click()
    expect(page.get_by_text("All texts are read again, the newest first.")).to_be_visible()
    assert not other.complaints
