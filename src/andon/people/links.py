"""Signed links: a token in a URL that opens one screen for one holder. A GET with it changes nothing."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from django.db.models import QuerySet

from andon.kit import clock
from andon.kit.secret import digest, new_token
from andon.kit.subject import Subject
from andon.timeline.actor import Actor

from .models import SignedLink


def make_link(purpose: str, subject: Subject, holder: Actor, expires: timedelta) -> str:
    """A new token; only its digest is stored, so it cannot be shown again."""
    token = new_token()
    now = clock.now()
    SignedLink.objects.create(
        purpose=purpose,
        subject_kind=subject.kind,
        subject_id=subject.id,
        holder_kind=holder.kind,
        holder_id=holder.id,
        digest=digest(token),
        made_at=now,
        expires_at=now + expires,
    )
    return token


def open_link(token: str, purpose: str) -> SignedLink | None:
    """The link if the token is one of this purpose and is neither over nor revoked."""
    return SignedLink.objects.filter(
        digest=digest(token), purpose=purpose, expires_at__gt=clock.now(), revoked_at=None
    ).first()


def use_up(link: SignedLink) -> bool:
    """Mark a one-time link as used; False when somebody was faster."""
    return SignedLink.objects.filter(id=link.id, used_at=None).update(used_at=clock.now()) == 1


def count_open_links(purpose: str, *subjects: Subject) -> int:
    """How many of this purpose open one of them now, whoever holds them."""
    return _open_links(purpose, subjects).count()


def is_open_since(since: datetime, purpose: str, subject: Subject, holder: Actor) -> bool:
    """Whether this holder has a link to it that is open, and none of hers was revoked since."""
    hers = {"holder_kind": holder.kind, "holder_id": holder.id}
    ended = SignedLink.objects.filter(
        purpose=purpose, subject_kind=subject.kind, subject_id=subject.id, revoked_at__gte=since, **hers
    )
    return _open_links(purpose, [subject]).filter(**hers).exists() and not ended.exists()


def revoke_links(purpose: str, *subjects: Subject) -> int:
    """End all that are open; returns how many there were."""
    return _open_links(purpose, subjects).update(revoked_at=clock.now())


def _open_links(purpose: str, subjects: Sequence[Subject]) -> "QuerySet[SignedLink]":
    return SignedLink.objects.filter(
        purpose=purpose,
        subject_kind__in={subject.kind for subject in subjects},
        subject_id__in=[subject.id for subject in subjects],
        revoked_at=None,
        used_at=None,
        expires_at__gt=clock.now(),
    )
