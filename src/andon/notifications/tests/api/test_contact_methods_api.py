from collections.abc import Callable
from typing import Any

from tests.peers.mail_relay import MailRelay

from andon.people.models import User

Api = Callable[..., Any]


def test_a_program_keeps_how_a_person_is_paged(api: Api, omar: User, alice: User, relay: MailRelay) -> None:
    made = api(omar).post("/contact_methods/add_contact_method", {"address": "omar@home.example"})
    assert (made.status_code, made.json()["address"]) == (201, "omar@home.example")
    assert api(omar).get("/contact_methods").json() == [made.json()]
    assert api(alice).get("/contact_methods").json() == []
    assert api(omar).post("/contact_methods/add_contact_method", {"address": "nonsense"}).status_code == 422
    assert len(api(omar).post("/contact_methods/try_contact_methods").json()) == 1
    assert api(omar).post("/contact_methods/try_contact_methods").status_code == 429
    path = f"/contact_methods/{made.json()['id']}/remove_contact_method"
    assert api(alice).post(path).status_code == 404
    assert api(omar).post(path).status_code == 204
    assert api(None).get("/contact_methods").status_code == 403
