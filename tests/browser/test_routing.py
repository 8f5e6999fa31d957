"""Mei accepts, corrects and takes back what a case's words look like, and looks at how good that is."""

import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import expect

from andon.cases.actions.open_case import open_case
from andon.cases.case_in import CaseIn
from andon.cases.models import Case
from andon.catalog.models import Service
from andon.customers.models import Contact
from andon.kit import clock
from andon.people.actions.grant_role import grant_role
from andon.people.models import Team, User
from andon.routing.models import FieldRouter, Prediction
from tests.cast import NOBODY
from tests.stories.test_routing import INVOICES

from .conftest import Visitor

pytestmark = pytest.mark.slow


def look(visitor: Visitor, name: str) -> None:
    """Pictures for whoever wants to see (ANDON_PICTURES names a folder)."""
    folder = os.environ.get("ANDON_PICTURES")
    for width, height, scheme in ((1440, 900, "light"), (390, 844, "dark")) if folder else ():
        visitor.page.set_viewport_size({"width": width, "height": height})
        visitor.page.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
        visitor.page.screenshot(path=str(Path(folder or "") / f"{name}-{width}-{scheme}.png"), full_page=True)
    visitor.page.set_viewport_size({"width": 1440, "height": 900})


def learned(team: Team, other: Team) -> None:
    """As after some months."""
    us, them = str(team.id), str(other.id)
    asked: list[list[Any]] = []
    for tenth in range(3, 10):
        sure = tenth / 10 + 0.04
        right = round(12 * (sure - (0.25 if tenth == 6 else 0)))
        asked += [[them, them if n < right else us, sure, True] for n in range(12)]
    asked += [[us, us, 0.9, True]] * 40 + [[us, them, 0.2, False]] * 12
    given = {"stored": b"", "digest": "x", "model": "none", "learned_at": clock.now(), "asked": asked}
    FieldRouter.objects.update_or_create(field="team", defaults={**given, "examples": {us: 52, them: 84}})


def suggested(case: Case, **labels: str) -> None:
    Prediction.objects.filter(case=case).delete()
    for field, label in labels.items():
        FieldRouter.objects.get_or_create(field=field)
        Prediction.objects.create(
            case=case,
            field=field,
            label=label,
            confidence=0.93,
            accepted=True,
            belonging=0.1,
            examples=41,
            words=["invoice", "amount"],
            model="none",
            learned_at=clock.now(),
            made_at=clock.now(),
        )


def test_accepted_corrected_and_taken_back(
    visitor: Callable[..., Visitor], mei: User, dana: Contact, care: Team, billing: Team, checkout: Service
) -> None:
    grant_role(mei, role="lead", team=billing, by=NOBODY)
    case = open_case(CaseIn(title=INVOICES[0], contact=dana, team=care, receipt=False, verified=True), by=dana.actor)
    suggested(case, team=str(billing.id), capability=str(checkout.capabilities.get().id), priority="high")
    hers = visitor(mei)
    page = hers.go(f"/cases/{case.ref}/")
    notice = page.locator("#case-notice")
    expect(notice.get_by_text("Looks like")).to_be_visible()
    look(hers, "suggestion")
    notice.get_by_role("button", name="Accept").click()
    expect(notice.get_by_text("You accepted what its words look like.")).to_be_visible()
    case.refresh_from_db()
    assert (case.team, case.priority, case.service) == (billing, "high", checkout)
    look(hers, "accepted")
    notice.get_by_role("button", name="Undo").click()
    expect(notice.get_by_text("Looks like")).to_be_visible()
    case.refresh_from_db()
    assert (case.team, case.priority, case.service) == (care, "normal", None)
    notice.get_by_role("link", name="Choose another").click()
    page.get_by_label("How urgent it is").select_option("low")
    look(hers, "correct")
    page.get_by_role("button", name="Save this instead").click()
    expect(page.get_by_text("You chose another than its words look like.")).to_be_visible()
    case.refresh_from_db()
    assert (case.team, case.priority) == (billing, "low")
    assert not hers.complaints


def test_how_good_it_is(visitor: Callable[..., Visitor], ada: User, care: Team, billing: Team) -> None:
    learned(care, billing)
    hers = visitor(ada)
    page = hers.go("/settings/routing/")
    expect(page.get_by_role("heading", name="How good routing is")).to_be_visible()
    look(hers, "routing")
    page.get_by_label("Suggest from a confidence of").fill("0.7")
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_label("Suggest from a confidence of")).to_have_value("0.7")
    assert FieldRouter.objects.get(field="team").threshold == 0.7
    page.get_by_role("link", name="Priority").click()
    expect(page.get_by_text("Nothing is suggested yet")).to_be_visible()
    assert not hers.complaints
