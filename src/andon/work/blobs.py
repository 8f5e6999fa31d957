"""Bytes by their sha256, kept once however often they arrive."""

import hashlib
from collections.abc import Iterable

from django.db.models import ProtectedError

from .models import Blob


def keep(content: bytes) -> Blob:
    """Store the bytes; keeping the same bytes again returns the same blob."""
    blob = Blob(sha256=hashlib.sha256(content).hexdigest(), content=content, size=len(content))
    Blob.objects.bulk_create([blob], ignore_conflicts=True)
    return blob


def forget(sha256s: Iterable[str]) -> None:
    """Delete the bytes that nothing refers to any more; what something else still keeps stays."""
    for sha256 in set(sha256s):
        try:
            Blob.objects.filter(sha256=sha256).delete()
        except ProtectedError:
            continue
