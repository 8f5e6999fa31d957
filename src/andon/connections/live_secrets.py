"""The secrets of a connection as they are used: opened, several of a name while one replaces another."""

from collections import defaultdict

from django.db.models import Q

from andon.kit import clock
from andon.kit.secret import unseal

from .models import Connection, ConnectionSecret


def live_secrets(connection: Connection) -> dict[str, list[str]]:
    """By name, the newest first; one query."""
    found: dict[str, list[str]] = defaultdict(list)
    kept = ConnectionSecret.objects.filter(Q(ends_at=None) | Q(ends_at__gt=clock.now()), connection=connection)
    for secret in kept.order_by("-made_at", "-id"):
        found[secret.name].append(unseal(secret.sealed))
    return found
