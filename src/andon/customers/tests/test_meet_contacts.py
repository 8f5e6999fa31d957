from tests.cast import NOBODY

from andon.customers.actions.meet_contacts import meet_contacts
from andon.customers.actions.put_contacts import ContactIn, put_contacts
from andon.customers.models import Account, Contact


def meet(email: str, name: str) -> Contact:
    return meet_contacts({email: ContactIn(name=name, emails=[email])}, by=NOBODY)[email]


def test_a_stranger_becomes_a_contact_once(db: None) -> None:
    first, second = meet("New@x.example", "New One"), meet("New@x.example", "Other Name")
    assert first.id == second.id
    assert second.name == "New One"


def test_what_a_stranger_claims_changes_nothing_of_who_is_known(dana: Contact) -> None:
    assert meet("dana@acme.example", "Mallory") == dana
    dana.refresh_from_db()
    assert dana.name == "Dana Whitfield"


def test_an_address_that_is_none_is_left_out(db: None) -> None:
    assert meet_contacts({"not one": ContactIn(name="X", emails=["not one"])}, by=NOBODY) == {}


def test_who_wrote_first_and_is_told_to_us_later_is_one_contact(acme: Account) -> None:
    met = meet("lea@acme.example", "lea")
    (put,) = put_contacts(
        [ContactIn(external_id="crm-7", name="Lea Roth", account="acme", emails=["lea@acme.example"])], by=NOBODY
    )
    assert isinstance(put, Contact)
    assert (put.id, put.external_id, put.name, put.account) == (met.id, "crm-7", "Lea Roth", acme)
