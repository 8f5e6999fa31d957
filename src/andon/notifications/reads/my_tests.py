"""How the last tests of somebody's ways went."""

from datetime import datetime

from andon.channels.models import Delivery
from andon.channels.reads.how_it_went import how_it_went
from andon.notifications.actions.try_contact_methods import PURPOSE
from andon.notifications.models import ContactMethod, SelfTest
from andon.people.models import User

from .way_name import Way, way_name

MOST = 10


def my_tests(user: User) -> list[Way]:
    """The newest ten messages; two queries."""
    labels = dict(ContactMethod.objects.filter(user=user, channel="apprise").values_list("address", "label"))
    tests = Delivery.objects.filter(subject_kind="user", subject_id=user.id, purpose=PURPOSE).order_by("-at", "key")
    return [Way(way_name(test, labels), how_it_went(test)) for test in tests[:MOST]]


def last_confirmed(user: User) -> datetime | None:
    """When she last said that a test reached her."""
    tests = SelfTest.objects.filter(user=user, confirmed_at__isnull=False)
    return tests.order_by("-confirmed_at").values_list("confirmed_at", flat=True).first()
