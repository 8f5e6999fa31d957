from typing import Any

import pytest
from django.test import Client
from tests.cast import access

from andon.cases.account_cases import MOST, account_cases
from andon.cases.actions.close_case import close_case
from andon.cases.actions.grant_access import grant_access
from andon.cases.actions.open_case import open_case
from andon.cases.case_in import CaseIn
from andon.cases.models import Case
from andon.customers.models import Account, Contact
from andon.people.models import Team, User


def opened(dana: Contact, team: Team, title: str) -> Case:
    return open_case(CaseIn(title=title, body="x", contact=dana, team=team), by=dana.actor)


def titles(user: User, account: Account) -> list[str]:
    found = account_cases([account.subject], access(user))
    return [case.title for case, _state, _words in found[account.subject]["cases"]] if found else []


def test_running_ones_stand_first_and_long_lists_end(dana: Contact, acme: Account, care: Team, alice: User) -> None:
    first = opened(dana, care, "first")
    second = opened(dana, care, "second")
    close_case(second, by=alice.actor, reason="withdrawn")
    assert titles(alice, acme) == ["first", "second"]
    for n in range(MOST):
        opened(dana, care, f"more {n}")
    shown = account_cases([acme.subject], access(alice))[acme.subject]
    assert (len(shown["cases"]), shown["count"]["running"], shown["count"]["all"]) == (MOST, 11, 12)
    assert first.title not in titles(alice, acme)


def test_everybody_sees_what_is_hers(
    dana: Contact, acme: Account, care: Team, alice: User, charlie: User, rita: User, omar: User
) -> None:
    case = opened(dana, care, "Checkout hangs")
    assert titles(alice, acme) == ["Checkout hangs"]
    assert titles(charlie, acme) == titles(rita, acme) == titles(omar, acme) == []
    grant_access([case], source=case.subject, why="asked", by=alice.actor, users=[omar])
    (row,) = account_cases([acme.subject], access(omar))[acme.subject]["cases"]
    assert row[0].contact is None


@pytest.mark.django_db
def test_one_call_for_many_accounts(dana: Contact, acme: Account, alice: User, django_assert_num_queries: Any) -> None:
    for_many = access(alice)
    with django_assert_num_queries(2):
        account_cases([acme.subject, dana.subject], for_many)


def test_the_account_screen_shows_them(dana: Contact, acme: Account, care: Team, alice: User) -> None:
    case = opened(dana, care, "<b>Checkout</b> hangs")
    client = Client()
    client.force_login(alice, backend="django.contrib.auth.backends.ModelBackend")
    shown = client.get("/accounts/acme/").content.decode()
    assert "&lt;b&gt;Checkout&lt;/b&gt; hangs" in shown
    assert f"/cases/{case.ref}/" in shown
    assert "1 open of 1" in shown
