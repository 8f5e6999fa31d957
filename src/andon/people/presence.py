"""Who is looking at what. Wall time; nothing of it is history."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import timedelta

from andon.kit import clock
from andon.kit.subject import Subject

from .models import Presence, User

FRESH = timedelta(seconds=45)


def look_at(subject: Subject, user: User) -> None:
    """She has it open now; called when a screen opens and every 30 seconds while it stays open."""
    Presence.objects.bulk_create(
        [Presence(user=user, subject_key=subject.key, seen_at=clock.wall())],
        update_conflicts=True,
        unique_fields=["subject_key", "user"],
        update_fields=["seen_at"],
    )


def who_looks_at(subject: Subject, *, but: User | None = None) -> list[User]:
    """Those who have it open, but not the reader herself."""
    fresh = Presence.objects.filter(subject_key=subject.key, seen_at__gt=clock.wall() - FRESH)
    return [seen.user for seen in fresh.select_related("user").order_by("user__name") if seen.user != but]


def who_looks_at_each(subjects: Iterable[Subject], *, but: User | None = None) -> dict[Subject, list[User]]:
    """The same for many subjects; one query."""
    keys = {subject.key: subject for subject in subjects}
    fresh = Presence.objects.filter(subject_key__in=keys, seen_at__gt=clock.wall() - FRESH)
    found: dict[Subject, list[User]] = defaultdict(list)
    for seen in fresh.select_related("user").order_by("user__name"):
        if seen.user != but:
            found[keys[seen.subject_key]].append(seen.user)
    return found
