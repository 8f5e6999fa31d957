"""Idempotency-Key: a request that is sent again gets the first one's answer instead of being done again.

Everything happens in one transaction: an advisory lock on the key, the look for a stored answer, the operation, and
the row with its answer. So the answer exists exactly when the change does: a process killed in between leaves neither,
its lock goes with its connection, and the repeat is simply the first. A repeat that comes while the first one runs
does not get the lock and is told so (409). Errors of the caller (4xx) are stored too; our own (5xx) never are.
"""

import hashlib
from collections.abc import Callable

from django.db import connection, transaction
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from andon.kit import clock
from andon.kit.errors import Conflict, Invalid
from andon.kit.secret import seal, unseal
from andon.work.models import IdempotencyKey

from .due import KEPT
from .parser import storable


def answer_once(
    request: HttpRequest, caller: str, route: str, key: str, run: Callable[[], HttpResponse]
) -> HttpResponse:
    """The answer to the first request of this key; `run` is called when this is the first."""
    if len(key) > 255 or not key.isascii() or not storable(key):
        raise Invalid({"Idempotency-Key": _("At most 255 ASCII characters.")})
    body = _digest(request)
    with transaction.atomic():
        if not _lock(f"{caller}\n{route}\n{key}"):
            raise Conflict(_("A request with this Idempotency-Key is still running."))
        # A statement of its own after the lock: it sees what the holder before us committed.
        known = IdempotencyKey.objects.filter(caller=caller, route=route, key=key).first()
        if known is not None and known.made_at > clock.wall() - KEPT:
            return _again(known, body)
        response = run()
        if response.status_code < 500:
            _store(known, IdempotencyKey(caller=caller, route=route, key=key, body_digest=body), response)
    return response


def _digest(request: HttpRequest) -> str:
    """Of the full path too: one key on two cases is two requests."""
    return hashlib.sha256(request.get_full_path().encode() + b"\0" + request.body).hexdigest()


def _lock(name: str) -> bool:
    number = int.from_bytes(hashlib.sha256(name.encode()).digest()[:8], "big", signed=True)
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_xact_lock(%s)", [number])
        row = cursor.fetchone()
    return bool(row and row[0])


def _again(known: IdempotencyKey, body: str) -> HttpResponse:
    if known.body_digest != body:
        raise Invalid({"Idempotency-Key": _("This key was already used for another request.")})
    response = HttpResponse(unseal(bytes(known.answer).decode()), status=known.status, content_type=known.content_type)
    response["Idempotent-Replayed"] = "true"
    return response


def _store(old: IdempotencyKey | None, row: IdempotencyKey, response: HttpResponse) -> None:
    if old is not None:
        old.delete()
    row.status = response.status_code
    row.content_type = response["Content-Type"]
    # The answer that makes a token holds its text, which is written down nowhere else.
    row.answer = seal(response.content.decode()).encode()
    row.made_at = clock.wall()
    row.save(force_insert=True)
