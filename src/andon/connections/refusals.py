"""That somebody was refused at a connection's door, for the administrator who wonders why nothing comes in."""

from datetime import timedelta

from django.db.models import Q

from andon.kit import clock

from .models import Connection

_NOTED_EVERY = timedelta(minutes=1)


def note_refusal(connection: Connection) -> None:
    """At most once a minute, so that strangers cannot make us write."""
    now = clock.now()
    stale = Q(last_refused_at=None) | Q(last_refused_at__lt=now - _NOTED_EVERY)
    Connection.objects.filter(stale, pk=connection.pk).update(last_refused_at=now)
