from collections.abc import Callable
from typing import Any

from andon.channels.actions.deliver import deliver
from andon.channels.models import InboundMail
from andon.channels.tests.screens.test_kept_mail import kept, sent  # noqa: F401  a fixture
from andon.customers.models import Contact
from andon.people.models import User

Api = Callable[..., Any]


def test_a_program_sees_kept_mail_and_tries_again(kept: InboundMail, api: Api, ada: User, alice: User) -> None:  # noqa: F811
    (found,) = api(ada).get("/kept_mail").json()["items"]
    assert found["why"] == "an automatic mail that belongs to no case"
    assert api(ada).post(f"/kept_mail/{kept.id}/take_in_mail").json()["state"] == "kept"
    assert api(alice).get("/kept_mail").status_code == 403
    assert api(alice).post(f"/kept_mail/{kept.id}/take_in_mail").status_code == 403


def test_a_program_sees_what_went_out(api: Api, ada: User, alice: User, dana: Contact) -> None:
    deliver([sent(dana, "one")])
    (found,) = api(ada).get("/deliveries").json()["items"]
    assert (found["to"], found["state"]) == ("…@acme.example", "planned")
    assert api(ada).get("/deliveries", trouble=True).json()["items"] == []
    assert api(alice).get("/deliveries").status_code == 403
