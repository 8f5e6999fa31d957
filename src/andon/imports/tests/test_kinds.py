"""Each kind: what comes in, what is changed, what stays, what is refused and how it is said."""

from datetime import UTC, datetime
from decimal import Decimal

import pytest
from tests.cast import NOBODY

from andon.cases.models import Case
from andon.channels.models import Delivery
from andon.conversations.models import Message
from andon.customers.actions.define_attribute import define_attribute
from andon.customers.models import Account, Contact
from andon.people.models import Team, User
from andon.signals.models import Signal
from andon.timeline.models import RecordedFact
from andon.work.models import DueWork

from .conftest import Bring, counts, faults, sheet

pytestmark = pytest.mark.django_db


def test_accounts_are_added_and_changed_and_what_has_no_column_stays(acme: Account, bring: Bring) -> None:
    define_attribute(key="plan", label="Plan", kind="cat", by=NOBODY)
    content = sheet(
        ["Kunden-Nr", "Firma", "Jahreswert", "Stufe", "Plan", "Farbe"],
        ["acme", "Acme Outdoor GmbH", "", "Growth", "gold", "red"],
        ["b-1", "Boreal", "1.200.000,50", "", "", ""],
        ["", "Cedar", "640.000", "Strategic", "", ""],
        ["acme", "Acme Outdoor GmbH", "", "growth", "gold", ""],
        ["", "Cedar", "", "", "", ""],
        ["x", "Oddity", "much", "", "", ""],
        ["y", "Oddity", "", "platinum", "", ""],
        ["", "", "1", "", "", ""],
        delimiter=";",
    )
    found = bring("accounts", content)
    assert faults(found) == [
        (7, "Jahreswert", "“much” is no amount."),
        (8, "Stufe", "“platinum” is none of: strategic, growth, standard."),
        (9, "Kunden-Nr", "This is needed."),
    ]
    assert (found.checked["created"], counts(found)) == (2, (2, 1, 2, 3))
    acme.refresh_from_db()
    assert (acme.name, acme.tier, acme.attributes) == ("Acme Outdoor GmbH", "growth", {"plan": "gold"})
    assert (acme.yearly_value, acme.region) == (Decimal(640_000), "PT")
    assert Account.objects.get(external_id="b-1").yearly_value == Decimal("1200000.50")
    assert Account.objects.get(name="Cedar").tier == "strategic"
    assert counts(bring("accounts", content)) == (0, 0, 5, 3)


def test_contacts_are_found_by_their_address_and_lose_none(acme: Account, dana: Contact, bring: Bring) -> None:
    define_attribute(key="vip", label="VIP", kind="bool", by=NOBODY)
    content = sheet(
        ["First name", "Surname", "E-mail", "Telefon", "Company", "Language", "VIP"],
        ["Dana", "Whitfield-Reyes", "DANA@acme.example", "21 000 0142", "Acme Outdoor", "pt", "ja"],
        ["Eve", "Novak", "eve@acme.example; eve@home.example", "", "acme", "", ""],
        ["No", "Body", "", "", "acme", "", ""],
        ["Odd", "Address", "not an address", "", "", "", ""],
        ["No", "Company", "c@x.example", "", "Nowhere", "", ""],
        ["Thief", "T", "eve@home.example", "12", "", "", "perhaps"],
    )
    found = bring("contacts", content)
    assert faults(found) == [
        (4, "E-mail", "Name an address, or an external id."),
        (5, "E-mail", "This is not an e-mail address."),
        (6, "Company", "There is no account of this external id or name."),
        (7, "VIP", "“perhaps” says neither yes nor no."),
    ]
    assert counts(found) == (1, 1, 0, 4)
    dana = Contact.objects.get(id=dana.id)
    assert (dana.name, dana.locale, dana.attributes) == ("Dana Whitfield-Reyes", "pt", {"vip": True})
    assert [point.value for point in dana.points.all()] == ["dana@acme.example", "+351210000142"]
    eve = Contact.objects.get(name="Eve Novak")
    assert (eve.account, [point.value for point in eve.points.all()]) == (
        acme,
        ["eve@acme.example", "eve@home.example"],
    )
    assert counts(bring("contacts", content)) == (0, 0, 2, 4)


def test_old_cases_keep_their_times_and_wake_nobody(
    care: Team, alice: User, acme: Account, dana: Contact, bring: Bring
) -> None:
    content = sheet(
        ["Ticket", "Subject", "Description", "Created", "Closed", "Status", "Reason", "Email", "Assignee", "Team"],
        [
            "7",
            "It hung",
            "Since Monday.",
            "3.2.2024 09:30",
            "2024-02-05",
            "Closed",
            "",
            "dana@acme.example",
            "",
            "Care",
        ],
        ["8", "Twice", "", "2024-02-04T10:00:00Z", "", "gelöst", "duplicate", "new@x.example", "alice moreau", ""],
        ["9", "Running", "Help", "2026-01-01", "", "open", "", "dana@acme.example", "", "care"],
        ["10", "Odd", "", "2024-02-04", "", "limbo", "", "stranger@x.example", "", ""],
        ["11", "", "", "2024-02-04", "", "", "", "", "", ""],
        ["12", "No time", "", "", "", "", "", "", "", ""],
        ["13", "Ends early", "", "2024-02-04", "2024-02-01", "closed", "", "", "", ""],
        ["14", "To come", "", "2099-02-04", "", "closed", "", "", "", ""],
        ["15", "Of nobody", "", "2024-02-04", "", "", "", "", "Nobody", ""],
        ["7", "It hung again", "", "2024-02-03", "", "", "", "", "", ""],
    )
    found = bring("cases", content)
    assert [(line, column) for line, column, _why in faults(found)] == [
        (5, "Status"), (6, "Subject"), (7, "Created"), (8, "Closed"), (9, "Created"), (10, "Assignee"),
    ]  # fmt: skip
    assert counts(found) == (3, 0, 1, 6)
    hung, twice, running = Case.objects.order_by("number")
    assert (hung.opened_at, hung.closed_at) == (
        datetime(2024, 2, 3, 9, 30, tzinfo=UTC),
        datetime(2024, 2, 5, tzinfo=UTC),
    )
    assert (hung.status, hung.close_reason, hung.contact, hung.account, hung.team, hung.owner) == (
        "closed", "imported", dana, acme, care, None,
    )  # fmt: skip
    message = Message.objects.get(body="Since Monday.")
    assert (message.author, message.written_at) == (dana.actor, hung.opened_at)
    assert (twice.close_reason, twice.owner, twice.contact and twice.contact.name) == ("duplicate", alice, "new")
    assert (running.status, running.owner, running.due_reason, running.verified) == ("open", None, "new", True)
    assert not Contact.objects.filter(points__value="stranger@x.example").exists()
    assert not Delivery.objects.exists()
    assert not RecordedFact.objects.filter(kind__in=["cases.CaseOpened", "cases.CaseAssigned"]).exists()
    assert set(DueWork.objects.values_list("task", flat=True)) == {"imports.forget", "targets.watch"}
    assert [case.number for case in (twice, running)] == [hung.number + 1, hung.number + 2]


def test_lines_without_a_key_come_once(bring: Bring) -> None:
    content = sheet(["Title", "Opened at"], ["It hung", "2024-02-03"], ["It hung", "2024-02-04"])
    assert counts(bring("cases", content)) == (2, 0, 0, 0)
    assert counts(bring("cases", content)) == (0, 0, 2, 0)


def test_signals_with_what_else_their_lines_say(dana: Contact, bring: Bring) -> None:
    content = sheet(
        ["Review", "Stars", "Date", "Site", "Email", "Version", "Link"],
        ["Slow", "2,5", "03/02/2024", "App Store", "dana@acme.example", "7.1", "https://r.example/1"],
        ["Good", "4/5", "", "", "", "", ""],
        ["", "1", "", "", "", "", ""],
        ["Bad link", "", "", "", "", "", "javascript:alert(1)"],
        ["Good", "4/5", "", "", "", "", ""],
    )
    mapping = ["text", "rating", "happened_at", "source", "author_email", "attributes.*", "url"]
    found = bring("signals", content, mapping=mapping, options={"month_first": True, "source": "review"})
    assert faults(found) == [
        (4, "Review", "This is needed."),
        (5, "Link", "Write a whole address that begins with https:// or http://."),
    ]
    assert counts(found) == (2, 0, 1, 2)
    slow = Signal.objects.get(text="Slow")
    assert (slow.source, slow.rating, slow.contact, slow.attributes) == ("app-store", 2.5, dana, {"Version": "7.1"})
    assert slow.happened_at == datetime(2024, 3, 2, tzinfo=UTC)
    assert Signal.objects.get(text="Good").source == "review"


def test_a_check_changes_nothing(acme: Account, bring: Bring) -> None:
    facts = RecordedFact.objects.exclude(subject_kind="import").count()
    for kind, content in {
        "accounts": sheet(["External id", "Name"], ["acme", "Other"], ["new", "New"]),
        "contacts": sheet(["Name", "Email"], ["Dana", "dana@acme.example"]),
        "cases": sheet(["Title", "Created", "Email"], ["x", "2024-01-01", "eve@x.example"]),
        "signals": sheet(["Text"], ["x"]),
    }.items():
        found = bring(kind, content, only_check=True)
        assert (found.status, sum(found.checked.values()), found.refused) == ("checked", found.done, 0)
    assert (Account.objects.get().name, Contact.objects.count(), Case.objects.count()) == ("Acme Outdoor", 0, 0)
    assert not Signal.objects.exists()
    assert RecordedFact.objects.exclude(subject_kind="import").count() == facts
