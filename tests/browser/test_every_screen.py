"""Every main screen as a browser sees it: nothing its console complains of, nothing that shuts somebody out.

WCAG 2.2 A and AA by axe; what a machine can find, that is. In light on a desk and in dark on a phone.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from decimal import Decimal

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver

from andon.alerts.actions.create_heartbeat import create_heartbeat
from andon.alerts.actions.create_integration_key import create_integration_key
from andon.alerts.heartbeat_in import HeartbeatIn
from andon.case_escalations.actions.escalate_account import escalate_account
from andon.case_escalations.actions.escalate_cases import escalate_cases
from andon.case_escalations.actions.put_escalation_kind import put_escalation_kind
from andon.cases.actions.merge_cases import merge_cases
from andon.cases.actions.open_case import open_case
from andon.cases.actions.open_case_from_signal import open_case_from_signal
from andon.cases.actions.reply_to_case import reply_to_case
from andon.cases.actions.solve_case import solve_case
from andon.cases.actions.split_case import split_case
from andon.cases.case_in import CaseIn
from andon.cases.models import Case, CasePolicy
from andon.cases.portal_link import PURPOSE
from andon.catalog.models import Service
from andon.comms.actions.send_update import send_update
from andon.comms.actions.write_update import write_update
from andon.comms.audience import audience_of
from andon.connections.models import Connection, OutgoingDelivery
from andon.contracts.actions.correct_minutes import correct_minutes
from andon.contracts.actions.put_contracts import put_contracts
from andon.contracts.contract_in import ContractIn, StepIn
from andon.contracts.models import Contract
from andon.conversations.message_in import AttachmentIn
from andon.conversations.models import Message
from andon.customers.models import Contact
from andon.emerging.models import EmergingIssue, Report
from andon.gestures.actions.give_gesture import give_gesture
from andon.gestures.actions.put_gesture_kind import put_gesture_kind
from andon.imports.actions.check_import import check_import
from andon.imports.actions.start_import import start_import
from andon.imports.actions.upload_import import upload_import
from andon.imports.models import CsvImport
from andon.incidents.actions.declare_incident import declare_incident
from andon.incidents.actions.post_on_line import post_on_line
from andon.kit import clock
from andon.paging.models import Escalation, Policy
from andon.people.links import make_link
from andon.people.models import Team, User
from andon.people.models.membership import Role
from andon.signals.actions.dismiss_signal import dismiss_signal
from andon.signals.actions.receive_signal import receive_signal
from andon.signals.models import Signal
from andon.signals.signal_in import SignalIn
from tests.cast import NOBODY, person
from tests.live_server import wait_until

from .conftest import Visitor

pytestmark = pytest.mark.slow
STANDARD = {"resultTypes": ["violations"], "runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]}
DAY = timedelta(days=1)


@dataclass
class House:
    """One of everything, so that no screen is empty."""

    reader: User
    staff: list[str]
    customers: list[str]


@pytest.fixture
def house(care: Team, alice: User, mei: User, omar: User, dana: Contact, checkout: Service, on_call: Policy) -> House:
    CasePolicy.objects.create(default_team=care)
    file = AttachmentIn(name="screen.png", content=b"png", content_type="image/png")
    first, second, third = (
        open_case(
            CaseIn(
                title=title,
                body="Since this morning.\n\nOn all 64 tablets.",
                contact=dana,
                team=care,
                owner=alice,
                channel="email",
                tags=["tablet"],
                steps_tried=["restarted"],
                verified=verified,
                attachments=[file],
            ),
            by=dana.actor,
        )
        for title, verified in (("Checkout hangs", True), ("Invoice twice", False), ("Label misprinted", True))
    )
    reply_to_case(first, by=alice.actor, body="We are on it.", send_now=True)
    solve_case(third, by=alice.actor)
    incident = declare_incident(
        title="Checkout hangs",
        services=[checkout],
        cases=[first],
        customer_text="Payments stop at the last step.",
        next_update_at=clock.now() + timedelta(minutes=30),
        page=True,
        by=alice.actor,
    )
    post_on_line(incident, body="Since when?", seen_by="agents", by=alice.actor)
    update = write_update(incident, texts={"en": "Hello {first name}, we found it."}, by=alice.actor)
    draft = write_update(incident, texts={"en": "And more."}, by=alice.actor)
    send_update(update, digest=audience_of(update).digest, by=alice.actor)
    twin = CaseIn(title="Checkout hangs, too", body="Here as well.", contact=dana, team=care, owner=alice)
    merge_cases([open_case(twin, by=dana.actor)], into=first, by=alice.actor, why="One matter")
    split_case(first, messages=Message.objects.filter(body="Here as well."), title="Here", by=alice.actor, owner=alice)
    vip = put_escalation_kind("vip", name="VIP", by=alice.actor)
    (escalated,) = escalate_cases([first], kind=vip, reason="Their director called", by=alice.actor)
    account_escalated = escalate_account(dana.account, kind=vip, reason="They renew", by=mei.actor)
    credit = put_gesture_kind("credit", name="Credit", by=alice.actor)
    given = [
        give_gesture(first, kind=credit, amount=amount, currency="EUR", why="A morning without a till", by=who.actor)
        for amount, who in (("20", person("Lea Lead", ("lead", care))), ("120", alice))
    ]
    wait_until(lambda: Escalation.objects.exists(), what="somebody to be paged")
    run = Escalation.objects.get()
    page = make_link("page", run.itself, omar.actor, DAY)
    links = [make_link(PURPOSE, case.subject, dana.actor, DAY) for case in (first, second, third)]
    endpoint = Connection.objects.create(
        vendor="webhooks",
        name="Warehouse",
        settings={"url": "https://warehouse.example/", "rooms": ["cases"], "types": [], "audiences": ["customer"]},
        made_at=clock.now(),
        failing_since=clock.now(),
        last_error="It answered 503.",
    )
    thing = {"connection": endpoint, "kind": "cases.case_opened", "state": "parked", "error": "It answered 404."}
    now = clock.now()
    OutgoingDelivery.objects.create(
        **thing, subject_kind="case", subject_id=first.id, key="1", order="1", lane="background", content={"a": 1},
        made_at=now, patient_since=now,
    )  # fmt: skip
    reader = person("Ada Osei", *((role, None) for role in Role.values))
    signals, sheets = of_each_status(alice), brought(mei)
    gold, emerging = promised(dana), told_alike([first, second])
    of_incident = f"/incidents/{incident.ref}/"
    beat = create_heartbeat(checkout, HeartbeatIn(name="Nightly backup", every_minutes=1500), by=alice.actor)
    key, _text = create_integration_key(checkout, name="Zabbix", by=alice.actor, format="mapping")
    return House(
        reader,
        [
            *addresses(),
            *(f"/cases/{case.ref}/" for case in (first, second, third)),
            f"/inbox/?case={first.ref}",
            *(of_incident + part for part in ("", "edit_incident/", "updates/write/", "told/")),
            *(f"{of_incident}updates/{one.number}/" for one in (update, draft)),
            f"/incidents/declare/?case={second.ref}",
            f"/cases/merge_cases/?case={first.id}",
            f"/cases/merge_cases/?case={first.id}&case={second.id}",
            *(f"/cases/{first.ref}/{part}/" for part in ("split_case", "give_gesture")),
            *(f"/cases/{first.ref}/gestures/{one.id}/" for one in given),
            *(f"/escalations/{one.id}/" for one in (escalated, account_escalated)),
            f"/escalations/escalate_selected/?case={first.id}&case={second.id}",
            "/accounts/acme/escalate_account/",
            f"/pages/{run.id}/",
            f"/emerging/{emerging.ref}/",
            f"/alerts/heartbeats/{beat.id}/",
            f"/settings/alert-keys/{key.id}/mapping/?preset=Zabbix",
            "/accounts/acme/",
            f"/accounts/{gold.account_id}/new_contract/",
            *(f"/contracts/{gold.id}/{part}" for part in ("", "put_contracts/")),
            "/accounts/acme/put_accounts/",
            "/settings/connections/add/webhooks/",
            *(f"/settings/connections/{endpoint.id}/{part}" for part in ("", "in/", "out/")),
            f"/contacts/{dana.id}/",
            *(f"/signals/{one.id}/" for one in signals),
            f"/signals/{signals[0].id}/open_case_from_signal/",
            *(f"/settings/imports/{one.id}/" for one in sheets),
        ],
        ["/help/", "/help/find/", f"/page/{page}/", *(f"/my/{link}/" for link in links)],
    )


def told_alike(cases: list[Case]) -> EmergingIssue:
    now = clock.now()
    issue = EmergingIssue.objects.create(
        number=1, level="emerging", scan_name="1", words=["checkout", "hangs"], since=now, raised_at=now,
        last_report_at=now, report_count=2, reporter_count=2, observed=2, expected=0.4, scale_minutes=30, log_p=-17,
    )  # fmt: skip
    for case in cases:
        Report.objects.create(subject_kind="case", subject_id=case.id, at=now, reporter=case.ref, issue=issue)
    return issue


def promised(dana: Contact) -> Contract:
    """Ninety minutes of November are added by hand, so that a credit is owed."""
    assert dana.account
    steps = [StepIn(below=Decimal("99.9"), percent=Decimal(10)), StepIn(below=Decimal(99), percent=Decimal(30))]
    given = ContractIn(
        account=dana.account,
        name="Gold",
        valid_from=date(2026, 1, 1),
        target=Decimal("99.9"),
        fee=Decimal(900),
        steps=steps,
    )
    (made,) = put_contracts([given], by=NOBODY)
    for day in (1, 32):
        ended = clock.now() - day * DAY
        correct_minutes(
            made, adds=True, begins_at=ended - timedelta(minutes=90), ends_at=ended, why="Seen by them", by=NOBODY
        )
    return made


def of_each_status(alice: User) -> list[Signal]:
    given = SignalIn(
        text="It hangs at the last step.\n\nSince Monday.", source="review", rating=2, url="https://r.example"
    )
    new, dismissed, taken = (
        receive_signal(replace(given, external_key=key, author_handle="danaw"), by=alice.actor) for key in "abc"
    )
    dismiss_signal(dismissed, reason="spam", by=alice.actor)
    open_case_from_signal(taken, by=alice.actor)
    return [new, dismissed, taken]


def brought(mei: User) -> list[CsvImport]:
    """One to be mapped, one checked, one taken in."""
    content = b"External id,Company,Owner\nb-1,Boreal,x\n,,y\nc-1,Cedar,z\n"
    sheets = [upload_import(kind="accounts", name="customers.csv", content=content, by=mei.actor) for _ in range(3)]
    for one in sheets[1:]:
        check_import(one, by=mei.actor)
        wait_until(lambda one=one: has(one, "checked"), what="the check")
    start_import(sheets[2], by=mei.actor)
    wait_until(lambda: has(sheets[2], "finished"), what="the import")
    return sheets


def has(one: CsvImport, status: str) -> bool:
    return CsvImport.objects.get(id=one.id).status == status


def addresses() -> Iterator[str]:
    """The screens of ours whose address needs nothing filled in."""
    for resolver in get_resolver().url_patterns:
        if isinstance(resolver, URLResolver) and resolver.app_name not in ("api", "portal", None):
            for found in resolver.url_patterns:
                path = f"/{resolver.pattern}{found.pattern}"
                if isinstance(found, URLPattern) and not found.pattern.converters and is_screen(path):
                    yield path


def is_screen(path: str) -> bool:
    """Whether it answers GET with a screen, no file and no part of one; the signed out are sent to sign in."""
    return not path.endswith((".csv", "_dialog/")) and Client().get(path).status_code != 405


def look_at(visitor: Visitor, paths: list[str], faults: list[str]) -> None:
    axe = Axe()
    for path in dict.fromkeys(paths):
        answer = visitor.page.goto(visitor.at(path))
        assert answer is not None
        if not answer.ok:
            faults.append(f"{path}: answered {answer.status}")
            continue
        if not answer.headers.get("content-type", "").startswith("text/html"):
            continue
        # All of it at once: what a bar at the edge covers until somebody scrolls is not out of reach.
        size = visitor.page.viewport_size
        assert size is not None
        height = visitor.page.evaluate("document.documentElement.scrollHeight")
        visitor.page.set_viewport_size({"width": size["width"], "height": height + 400})
        found = axe.run(visitor.page, options=STANDARD).response["violations"]
        faults += [f"{path}: {one['id']}: {node['html'][:160]}" for one in found for node in one["nodes"][:2]]
        wide = visitor.page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        visitor.page.set_viewport_size(size)
        if wide > 0:
            faults.append(f"{path}: {wide} pixels wider than the window")
    faults += visitor.complaints


def test_staff_screens_are_sound_and_open_to_all(visitor: Callable[..., Visitor], house: House) -> None:
    faults: list[str] = []
    look_at(visitor(house.reader), house.staff, faults)
    look_at(visitor(house.reader, phone=True, dark=True), house.staff, faults)
    assert not faults, "\n".join(faults)


def test_customers_screens_are_sound_and_open_to_all(visitor: Callable[..., Visitor], house: House) -> None:
    faults: list[str] = []
    paths = [*house.customers, "/accounts/login/"]
    look_at(visitor(), paths, faults)
    look_at(visitor(phone=True, dark=True), paths, faults)
    assert not faults, "\n".join(faults)
