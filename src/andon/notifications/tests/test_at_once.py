"""Two that tell the same at one moment: one notice, and one fact, which names it."""

from threading import Event, Thread

import pytest
from django.db import connection, transaction
from tests.cast import NOBODY
from tests.live_server import wait_until

from andon.channels.models import Delivery
from andon.kit import clock
from andon.kit.subject import Subject
from andon.notifications.actions.notify import notify
from andon.notifications.actions.tell_unanswered import UNANSWERED
from andon.notifications.models import Notice
from andon.notifications.notice_in import NoticeIn
from andon.people.models import User
from andon.timeline.models import RecordedFact

WAITING = """SELECT 1 FROM pg_stat_activity
WHERE datname = current_database() AND wait_event_type = 'Lock' AND query LIKE 'INSERT INTO "notifications_notice"%'"""


def somebody_waits() -> bool:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_stat_clear_snapshot()")
        cursor.execute(WAITING)
        return cursor.fetchone() is not None


def hold(key: str, person: User, about: Subject, held: Event) -> None:
    """The first: its notice is there, and it commits once the other waits for it."""
    try:
        with transaction.atomic():
            Notice.objects.create(
                key=key,
                kind=UNANSWERED,
                urgency="low",
                user=person,
                subject_kind=about.kind,
                subject_id=about.id,
                headline="Bob did not confirm",
                at=clock.now(),
            )
            held.set()
            wait_until(somebody_waits, seconds=60, what="the other")
    finally:
        held.set()
        connection.close()


@pytest.mark.django_db(transaction=True)
def test_who_comes_second_records_nothing(alice: User, bob: User) -> None:
    about, held = bob.subject, Event()
    first = Thread(target=hold, args=("unanswered:x", alice, about, held))
    first.start()
    held.wait(60)
    given = NoticeIn(
        key="unanswered:x", kind=UNANSWERED, person=alice, subject=about, headline="Bob did not confirm", by=NOBODY
    )
    told = notify([given])
    first.join()
    assert told == []
    assert Notice.objects.count() == 1
    assert not RecordedFact.objects.filter(kind="notifications.Notified").exists()
    assert not Delivery.objects.exists()
