"""The dialogs of a case come when one of them is wanted, and only to whoever may work on the case."""

import re
from html import unescape

from django.urls import reverse
from tests.cast import NOBODY

from andon.cases.actions.grant_access import grant_access
from andon.cases.actions.solve_case import solve_case
from andon.cases.models import Case
from andon.customers.models import Contact
from andon.kit.ids import new_id
from andon.kit.subject import Subject
from andon.people.models import User

from .conftest import Browse


def test_they_stand_behind_an_address(alice: User, case: Case, browse: Browse) -> None:
    client, here = browse(alice), reverse("cases:case", args=[case.ref])
    screen = client.get(here).content.decode()
    assert f'data-dialogs="/cases/{case.ref}/dialogs/?back=%2Fcases%2F{case.ref}%2F"' in screen
    assert "<dialog" not in screen.partition("data-dialogs")[2].partition("</div>")[0]
    brought = client.get(reverse("cases:dialogs", args=[case.ref]), {"back": here}).content.decode()
    assert 'id="dialog-hand_over_cases"' in brought
    assert f'name="back" value="{here}"' in brought


def test_those_that_fit_the_case(alice: User, case: Case, browse: Browse) -> None:
    solve_case(case, by=alice.actor)
    brought = browse(alice).get(reverse("cases:dialogs", args=[case.ref])).content.decode()
    assert 'id="dialog-reopen_case"' in brought
    assert 'id="dialog-solve_case"' not in brought


def test_not_for_who_only_reads(case: Case, bob: User, charlie: User, browse: Browse) -> None:
    address = reverse("cases:dialogs", args=[case.ref])
    assert browse(charlie).get(address).status_code == 404
    grant_access([case], source=Subject("incident", new_id()), why="linked", by=NOBODY, users=[charlie])
    assert browse(charlie).get(address).status_code == 403
    assert browse(bob).post(address).status_code == 405


def test_the_dialog_of_a_selection_comes_when_it_is_wanted(case: Case, alice: User, omar: User, browse: Browse) -> None:
    client, address = browse(alice), reverse("cases:selection_dialog")
    inbox = client.get(reverse("cases:inbox")).content.decode()
    assert f'data-dialogs="{address}"' in inbox
    assert 'id="selection-dialog"' not in inbox
    dialog = client.get(address).content.decode()
    assert '<dialog class="dialog" id="selection-dialog"' in dialog
    assert dialog.count('form="selection"') == 4
    assert browse(omar).get(address).status_code == 403
    assert client.post(address).status_code == 405


def test_what_would_become_of_it_is_a_step_away(browse: Browse, case: Case, alice: User, dana: Contact) -> None:
    """From the dialogs of priority and hand-over: what would be due, and who would be woken for the account."""
    client = browse(alice)
    brought = client.get(reverse("cases:dialogs", args=[case.ref])).content.decode()
    links = {unescape(link) for link in re.findall(r'href="([^"]+)" target="_blank"', brought)}
    assert brought.count("Before you do:") == 2
    assert links == {f"/targets/of/case/{case.id}/", "/on-call/simulate/?service=&account=acme"}
    for link in links:
        assert client.get(link).status_code == 200
