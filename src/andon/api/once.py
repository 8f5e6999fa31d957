"""Idempotency-Key: a request that is sent again gets the first one's answer instead of being done again.

Everything happens in one transaction: an advisory lock on the key, the look for a stored answer, the operation, and
the row with its answer. So the answer exists exactly when the change does: a process killed in between leaves neither,
its lock goes with its connection, and the repeat is simply the first. A repeat that comes while the first one runs
does not get the lock and is told so (409). Errors of the caller (4xx) are stored too; our own (5xx) never are.
Many requests of one batch cost as many statements as one.
"""

import hashlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from django.db import connection, transaction
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from andon.kit import clock
from andon.kit.errors import Conflict, Invalid, Refused
from andon.kit.insert_rows import insert_rows
from andon.kit.secret import seal, unseal
from andon.kit.storable import is_storable
from andon.work.models import IdempotencyKey

from .answer import Answer
from .due import KEPT

_LOCK = "SELECT number, pg_try_advisory_xact_lock(number) FROM unnest(%s::bigint[]) AS number"


@dataclass(frozen=True, slots=True)
class Asked:
    """A request that may be a repeat. Two with the same name are the same only with the same body."""

    caller: str
    route: str
    key: str
    body_digest: str

    @property
    def name(self) -> tuple[str, str, str]:
        return self.caller, self.route, self.key

    @property
    def number(self) -> int:
        name = "\n".join(self.name)
        return int.from_bytes(hashlib.sha256(name.encode()).digest()[:8], "big", signed=True)


def asked(caller: str, route: str, key: str, *, full_path: str, body: bytes) -> Asked:
    """The digest is of the full path too: one key on two cases is two requests. Raises Invalid for a bad key."""
    if len(key) > 255 or not key.isascii() or not is_storable(key):
        raise Invalid({"Idempotency-Key": _("At most 255 ASCII characters.")})
    return Asked(caller, route, key, hashlib.sha256(full_path.encode() + b"\0" + body).hexdigest())


def answer_once(
    request: HttpRequest, caller: str, route: str, key: str, run: Callable[[], HttpResponse]
) -> HttpResponse:
    """The answer to the first request of this key; `run` is called when this is the first."""
    one = asked(caller, route, key, full_path=request.get_full_path(), body=request.body)
    with transaction.atomic():
        (known,) = find_answers([one])
        if isinstance(known, Refused):
            raise known
        if known is not None:
            return known.as_response()
        response = run()
        if response.status_code < 500:
            keep_answers([(one, Answer(response.status_code, response.content.decode(), response["Content-Type"]))])
    return response


def find_answers(wanted: Sequence[Asked]) -> list[Answer | Refused | None]:
    """What each repeat is answered; None for the first request of a key, whose lock we hold to the transaction's end.

    Of two with one key in one batch the second comes while the first one runs.
    """
    free = _lock({one.number for one in wanted}) if wanted else set()
    # A statement of its own after the lock: it sees what the holder before us committed.
    known = _known(wanted) if free else {}
    answers: list[Answer | Refused | None] = []
    for one in wanted:
        if one.number not in free:
            answers.append(Conflict(_("A request with this Idempotency-Key is still running.")))
        elif one.name in known:
            answers.append(_again(known[one.name], one))
        else:
            free.remove(one.number)
            answers.append(None)
    return answers


def keep_answers(answered: Sequence[tuple[Asked, Answer]]) -> None:
    """Store what the first requests were answered."""
    insert_rows([_row(one, answer) for one, answer in answered])


def _lock(numbers: set[int]) -> set[int]:
    """Those that nobody else holds."""
    with connection.cursor() as cursor:
        cursor.execute(_LOCK, [sorted(numbers)])
        return {number for number, ours in cursor.fetchall() if ours}


def _known(wanted: Sequence[Asked]) -> dict[tuple[str, str, str], IdempotencyKey]:
    found = IdempotencyKey.objects.filter(
        caller__in={one.caller for one in wanted},
        route__in={one.route for one in wanted},
        key__in={one.key for one in wanted},
    )
    names = {one.name for one in wanted}
    known = {name: row for row in found if (name := (row.caller, row.route, row.key)) in names}
    old = [name for name, row in known.items() if row.made_at <= clock.wall() - KEPT]
    if old:
        IdempotencyKey.objects.filter(id__in=[known.pop(name).id for name in old]).delete()
    return known


def _again(known: IdempotencyKey, one: Asked) -> Answer | Refused:
    if known.body_digest != one.body_digest:
        return Invalid({"Idempotency-Key": _("This key was already used for another request.")})
    content = unseal(bytes(known.answer).decode())
    return Answer(known.status, content, known.content_type, {"Idempotent-Replayed": "true"})


def _row(one: Asked, answer: Answer) -> IdempotencyKey:
    return IdempotencyKey(
        caller=one.caller,
        route=one.route,
        key=one.key,
        body_digest=one.body_digest,
        status=answer.status,
        content_type=answer.content_type,
        # The answer that makes a token holds its text, which is written down nowhere else.
        answer=seal(answer.content).encode(),
        made_at=clock.wall(),
    )
