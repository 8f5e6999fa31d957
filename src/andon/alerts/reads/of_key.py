"""What a monitor may read: its own integration key, the alerts that this key opened, and their notes."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from django.db.models import QuerySet

from andon.alerts.models import Alert, AlertNote, IntegrationKey
from andon.alerts.rules.dedup import dedup_key
from andon.kit.errors import Conflict
from andon.kit.secret import digest, unseal


@dataclass(frozen=True, slots=True)
class KeyFound:
    """A valid integration key, with its secret opened."""

    id: UUID
    secret: str
    mapping: dict[str, object]


def keys_found(texts: Sequence[str]) -> list[KeyFound | None]:
    """In the order asked for, one query; None for what is unknown or revoked."""
    digests = [digest(text) for text in texts]
    found = {key.digest: key for key in IntegrationKey.objects.valid().filter(digest__in=set(digests))}
    return [_found(found[one]) if one in found else None for one in digests]


def _found(key: IntegrationKey) -> KeyFound:
    return KeyFound(key.id, _opened(key.sealed_secret), key.mapping)


def _opened(sealed: str) -> str:
    if not sealed:
        return ""
    try:
        return unseal(sealed)
    except Conflict:
        # The installation's key was taken away: nothing can be signed with what nobody knows.
        return "\0"


def alerts_of_key(text: str) -> QuerySet[Alert]:
    return Alert.objects.filter(key__digest=digest(text), key__revoked_at=None).select_related("key")


def alert_of_key(text: str, identifier: str, kind: str) -> Alert | None:
    """By id, or by the dedup key: the newest of it. `tiny` is what we call the tiny id, the id without dashes."""
    found = alerts_of_key(text)
    if kind == "alias":
        return found.filter(dedup_key=dedup_key(identifier)).order_by("-opened_at", "-id").first()
    try:
        return found.filter(id=UUID(identifier)).first()
    except ValueError:
        return None


def notes_of(alert: Alert) -> list[AlertNote]:
    return list(alert.notes.order_by("-at", "-id")[:100])
