from datetime import timedelta
from uuid import UUID

from andon.customers.models import Opening
from andon.kit import clock
from andon.kit.subject import Subject

ONE_LOOK = timedelta(minutes=10)


def open_customer(subject: Subject, *, user: UUID | None) -> None:
    """Note who looked at this account or contact; looks within ten minutes are one. Integrations are not noted."""
    if user is None:
        return
    now = clock.now()
    looks = Opening.objects.filter(subject_kind=subject.kind, subject_id=subject.id, user_id=user)
    if not looks.filter(at__gt=now - ONE_LOOK).exists():
        Opening.objects.create(subject_kind=subject.kind, subject_id=subject.id, user_id=user, at=now)
