"""Who has a subject open right now."""

from collections.abc import Collection
from uuid import UUID

from andon.kit.subject import Subject
from andon.people.presence import who_looks_at_each

Looking = frozenset[tuple[UUID, Subject]]


def looking(pairs: Collection[tuple[UUID, Subject]]) -> Looking:
    """Those of the pairs of person and subject of which she looks at it; one query."""
    found = who_looks_at_each({subject for _person, subject in pairs}) if pairs else {}
    return frozenset(pairs) & {(user.id, subject) for subject, users in found.items() for user in users}
