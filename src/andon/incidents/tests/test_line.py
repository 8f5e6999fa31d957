from collections.abc import Callable

from conftest import MoveClock
from tests.peers.mail_relay import MailRelay

from andon.incidents.actions.post_on_line import post_on_line
from andon.incidents.models import Incident
from andon.people.models import User

RunDueWork = Callable[[], int]


def test_who_is_called_by_name_hears_of_it_once(
    move_clock: MoveClock, incident: Incident, alice: User, omar: User, relay: MailRelay, run_due_work: RunDueWork
) -> None:
    run_due_work()
    relay.mails.clear()
    post_on_line(incident, body="@Omar Haddad can you look?", seen_by="agents", by=alice.actor)
    move_clock.forward(seconds=1)
    move_clock.forward(minutes=5)
    (mail,) = relay.to("omar@fernhill.example")
    assert f"/incidents/{incident.ref}/#m-" in mail.get_content()
    assert "can you look" not in mail.get_content()


def test_nobody_is_called_to_what_she_may_not_read(
    move_clock: MoveClock, incident: Incident, omar: User, bob: User, relay: MailRelay, run_due_work: RunDueWork
) -> None:
    post_on_line(incident, body="@Bob Keller the image host", seen_by="engineering", by=omar.actor)
    run_due_work()
    assert relay.to("bob@fernhill.example") == []
    post_on_line(incident, body="@Bob Keller ask her", seen_by="agents", by=omar.actor)
    move_clock.forward(seconds=1)
    move_clock.forward(minutes=5)
    assert len(relay.to("bob@fernhill.example")) == 1
