"""A case opened by hand for somebody on the phone."""

from django.test import Client
from django.urls import reverse

from andon.cases.models import Case
from andon.customers.models import Contact
from andon.people.models import Team, User

from .conftest import Browse

TYPED = {
    "title": "No invoice",
    "body": "She got none.",
    "channel": "phone",
    "locale": "de",
    "mine": "on",
}


def url() -> str:
    return reverse("cases:open_case")


def test_for_somebody_known(alice: User, care: Team, dana: Contact, browse: Browse) -> None:
    client = browse(alice)
    assert f"?contact={dana.id}" in client.get(url(), {"q": "dana"}).content.decode()
    assert "For Dana Whitfield" in client.get(url(), {"contact": str(dana.id)}).content.decode()
    answer = client.post(url(), TYPED | {"contact": str(dana.id), "team": str(care.id), "tags": "a, b"})
    case = Case.objects.get()
    assert answer["Location"] == reverse("cases:case", args=[case.ref])
    assert (case.contact, case.owner, case.channel, case.locale, case.verified) == (dana, alice, "phone", "de", True)
    assert case.tags == ["a", "b"]


def test_for_somebody_new(alice: User, bob: User, care: Team, browse: Browse) -> None:
    client = browse(alice)
    refused = client.post(url(), TYPED)
    assert refused.status_code == 422
    assert "She got none." in refused.content.decode()
    for email in ("no address", "a@b"):
        assert client.post(url(), TYPED | {"name": "Lea", "email": email}).status_code == 422
    client.post(url(), TYPED | {"name": "Lea Roth", "email": "Lea@roth.example", "mine": ""})
    case = Case.objects.get()
    assert case.contact is not None
    assert (case.contact.name, case.owner) == ("Lea Roth", None)


def test_a_known_address_is_the_person_who_has_it(alice: User, dana: Contact, browse: Browse) -> None:
    browse(alice).post(url(), TYPED | {"name": "Somebody", "email": "dana@acme.example"})
    dana.refresh_from_db()
    assert (Case.objects.get().contact, dana.name) == (dana, "Dana Whitfield")


def test_who_may(rita: User, omar: User, mei: User, browse: Browse) -> None:
    for nobody in (rita, omar):
        assert browse(nobody).get(url()).status_code == 403
    assert browse(mei).get(url(), {"contact": "nonsense"}).status_code == 404
    assert browse(mei).put(url()).status_code == 405
    assert Client().get(url()).status_code == 302
