from collections.abc import Collection, Sequence
from datetime import date, timedelta
from uuid import UUID

from django.db import transaction
from django.utils import translation
from django.utils.translation import gettext as _

from andon.channels.actions.deliver import DeliveryIn, deliver
from andon.channels.links import link_to
from andon.channels.models import Delivery
from andon.kit import clock
from andon.kit.errors import Conflict, TooMuch
from andon.kit.subject import Subject
from andon.notifications.facts import TestSent
from andon.notifications.models import SelfTest
from andon.notifications.reads.ways_of import ways_of_each
from andon.notifications.rules.reach import Way
from andon.people.models import User
from andon.timeline.actor import Actor
from andon.timeline.record import record
from andon.work.lanes import PAGE

PURPOSE = "page_test"
KIND = "self_test"
PAUSE = timedelta(seconds=30)
SYSTEM = Actor.system("notifications")


@transaction.atomic
def try_contact_methods(user: User, *, only: Collection[UUID | None] | None = None) -> list[Delivery]:
    """Send a message by every way by which this person is reached, as a page would go, to see whether it arrives.

    `only`: by these of her ways, None being the address she signs in with. She confirms it by its link, or by key 1 in
    a call.
    """
    User.objects.select_for_update().get(pk=user.pk)
    ways = [way for way in ways_of_each([user])[user.id] if only is None or way.method in only]
    if not ways:
        raise Conflict(_("Nothing is sent there before it is verified."))
    _check_pause(user, ways)
    return send_test(user, ways, week=None)


def send_test(user: User, ways: Sequence[Way], *, week: date | None) -> list[Delivery]:
    """In the transaction of whoever decided it. `week`: see `SelfTest`."""
    test = SelfTest.objects.create(user=user, at=clock.now(), week=week)
    record(TestSent(test=test.id, weekly=week is not None), subject=user.subject, by=SYSTEM if week else user.actor)
    with translation.override(user.locale):
        return deliver([_message(user, test, number, way) for number, way in enumerate(ways)])


def _check_pause(user: User, ways: Sequence[Way]) -> None:
    lately = Delivery.objects.filter(
        subject_kind="user", subject_id=user.id, purpose=PURPOSE, at__gt=clock.now() - PAUSE
    ).values_list("channel", "address")
    if {(way.channel, way.address) for way in ways}.intersection(lately):
        raise TooMuch(_("You tried it just now. Wait half a minute."), retry_after=int(PAUSE.total_seconds()))


def _message(user: User, test: SelfTest, number: int, way: Way) -> DeliveryIn:
    headline, text = _words(user, test, way.channel)
    return DeliveryIn(
        key=f"{PURPOSE}:{test.id}:{number}",
        purpose=PURPOSE,
        subject=user.subject,
        recipient=user.subject,
        recipient_name=user.name,
        sender_name="Andon",
        channel=way.channel,
        address=way.address,
        headline=headline,
        text=text,
        link_purpose=KIND,
        link_path="/reached/",
        lane=PAGE,
    )


def _words(user: User, test: SelfTest, channel: str) -> tuple[str, str]:
    """A call carries no link; in a text message the link is what stays whole."""
    place = link_to(Subject(KIND, test.id))
    match channel:
        case "voice":
            return "", _("A test: this is how you would be paged. %(name)s, nothing is wrong.") % {"name": user.name}
        case "sms":
            return _("A test by Andon: nothing is wrong. It reached you? Open this:"), place
    text = _("%(name)s, this is a test. Nothing is wrong. Say that it reached you:") % {"name": user.name}
    return _("A test: this is how you would be paged"), f"{text}\n\n{place}\n"
