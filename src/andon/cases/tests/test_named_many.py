"""A batch names people, teams and cases: the same answers as one by one, in a fixed number of statements."""

from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from tests.cast import NOBODY, contact
from tests.doors import Caller

from andon.cases.actions.close_case import close_case
from andon.cases.models import Case
from andon.cases.tests.conftest import make_case
from andon.customers.models import Account, Contact
from andon.people.models import Team, User

Api = Callable[..., Caller]


def opened(caller: Caller, items: list[dict[str, Any]]) -> list[dict[str, Any]]:
    answer = caller.post("/cases/open_cases", {"items": items})
    assert answer.status_code == 200, answer.content
    found: list[dict[str, Any]] = answer.json()
    return found


def test_any_number_takes_as_many_statements(
    api: Api, alice: User, bob: User, dana: Contact, acme: Account, care: Team, billing: Team
) -> None:
    closed = make_case(contact=dana, team=care, owner=alice)
    close_case(closed, by=NOBODY, reason="withdrawn")
    caller, run = api(None), iter(range(99))

    def statements(count: int) -> int:
        batch = next(run)
        known = [contact(f"Known {batch} {n}", f"k{batch}-{n}@x.example") for n in range(count)]
        items = [
            item
            for n in range(count)
            for item in (
                {"title": "a", "contact": str(known[n].id), "account": "acme", "team": care.slug, "owner": alice.email},
                {"title": "b", "email": f"k{batch}-{n}@x.example", "team": str(billing.id)},
                {"title": "c", "email": f"new{batch}-{n}@x.example", "owner": str(bob.id), "follow_up_of": closed.ref},
                {"title": "d", "team": "nowhere"},
                {"title": "e", "contact": f"nobody-{n}"},
            )
        ]
        with CaptureQueriesContext(connection) as queries:
            answers = opened(caller, items)
        assert [one["status"] for one in answers] == [200, 200, 200, 422, 422] * count
        return len(queries)

    statements(1)
    few = statements(2)
    assert statements(40) == few
    assert few < 50


def test_each_gets_whom_it_names(
    api: Api, alice: User, dana: Contact, acme: Account, care: Team, billing: Team
) -> None:
    Contact.objects.filter(id=dana.id).update(external_id="crm-7")
    first, second, third, fourth = (
        Case.objects.get(id=one["result"]["id"])
        for one in opened(
            api(alice),
            [
                {"title": "a", "contact": "crm-7", "team": care.slug, "owner": "ALICE@fernhill.example"},
                {"title": "b", "email": " Dana@ACME.example ", "name": "Somebody Else", "team": care.slug},
                {"title": "c", "email": "new@x.example", "name": "New One", "locale": "pt", "team": care.slug},
                {"title": "d", "email": "NEW@x.example", "name": "Other Name", "account": "acme", "team": care.slug},
            ],
        )
    )
    assert (first.contact, second.contact, first.owner) == (dana, dana, alice)
    dana.refresh_from_db()
    assert dana.name == "Dana Whitfield"
    assert third.contact is not None
    assert (third.contact.name, third.contact.locale, fourth.contact) == ("New One", "pt", third.contact)
    assert fourth.account == acme


def test_what_is_wrong_fails_alone_and_makes_nobody_known(
    api: Api, alice: User, bob: User, rita: User, charlie: User, dana: Contact, care: Team, billing: Team
) -> None:
    hidden = make_case(contact=dana, team=billing, owner=charlie)
    bob.is_active = False
    bob.save()
    good = {"title": "T", "team": care.slug}
    answers = opened(
        api(alice),
        [
            good,
            good | {"owner": "nobody@x.example"},
            good | {"owner": rita.email},
            good | {"owner": bob.email},
            good | {"account": "unknown"},
            good | {"email": "not an address"},
            good | {"follow_up_of": hidden.ref},
            good | {"follow_up_of": "nonsense"},
            {"title": "T", "email": "late@x.example", "team": "nowhere"},
            good,
        ],
    )
    assert [one["status"] for one in answers] == [200, 422, 422, 422, 422, 422, 404, 404, 422, 200]
    fields = [one["problem"]["errors"][0]["field"] for one in answers if one["status"] == 422]
    assert fields == ["owner", "owner", "owner", "account", "email", "team"]
    assert not Contact.objects.filter(points__value="late@x.example").exists()


@pytest.mark.parametrize(
    ("bad", "status"), [({"contact": "x"}, 422), ({"follow_up_of": "C-99999"}, 404), ({"email": "x"}, 422)]
)
def test_a_single_one_is_refused_alike(api: Api, alice: User, care: Team, bad: dict[str, Any], status: int) -> None:
    assert api(alice).post("/cases/open_case", {"title": "T", **bad}).status_code == status
    assert not Case.objects.exists()
