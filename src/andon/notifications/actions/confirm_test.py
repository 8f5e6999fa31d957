from django.db import transaction

from andon.kit import clock
from andon.notifications.facts import TestConfirmed
from andon.notifications.models import SelfTest
from andon.timeline.record import record


@transaction.atomic
def confirm_test(test: SelfTest, *, channel: str) -> SelfTest:
    """She got it: she can be reached. Confirming again changes nothing; the first one stays."""
    found = SelfTest.objects.select_for_update(of=("self",)).select_related("user").get(pk=test.pk)
    if found.confirmed_at is None:
        found.confirmed_at, found.channel = clock.now(), channel
        found.save(update_fields=["confirmed_at", "channel"])
        record(TestConfirmed(test=found.id, channel=channel), subject=found.user.subject, by=found.user.actor)
    return found
