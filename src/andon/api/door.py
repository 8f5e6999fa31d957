"""What every request passes before its endpoint: size, caller, scope, limit, and one transaction around a change."""

import math
from collections.abc import Callable
from functools import wraps
from typing import Any, cast

from django.conf import settings
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from ninja.operation import Operation

from andon.kit.errors import Invalid, TooLarge, TooMuch
from andon.kit.rooms import room_of
from andon.kit.storable import is_storable
from andon.people.middleware import ApiRequest
from andon.work.shared_buckets import SharedBuckets

from .caller import SAFE, check_rights, identify
from .once import answer_once
from .problems import UnknownMedia

MOST_BYTES = 25 * 1024 * 1024
Run = Callable[..., HttpResponse]
_buckets = SharedBuckets("api", rate=settings.API_RATE, burst=settings.API_BURST)


def limits() -> SharedBuckets:
    """What each caller may still ask, by the name that `identify` gives."""
    return _buckets


def through_the_door(run: Run) -> Run:
    """Wraps the `run` of each operation of the API."""
    operation: Operation = cast("Any", run).__self__
    room = room_of(operation.view_func.__module__)

    @wraps(run)
    def entered(request: HttpRequest, **path: Any) -> HttpResponse:
        try:
            caller = _admit(request, room)
            if request.method in SAFE:
                return run(request, **path)
            key = request.headers.get("Idempotency-Key", "")
            if not key:
                return in_one_transaction(lambda: run(request, **path))
            route = f"{request.method} {operation.path}"
            return answer_once(request, caller, route, key, lambda: in_one_transaction(lambda: run(request, **path)))
        except Exception as error:  # noqa: BLE001  the API answers each as a problem, and logs what is no refusal
            return operation.api.on_exception(request, error)

    return entered


def in_one_transaction(run: Callable[[], HttpResponse]) -> HttpResponse:
    """What is answered with an error has changed nothing."""
    with transaction.atomic():
        response = run()
        if response.status_code >= 400:
            transaction.set_rollback(True)
    return response


def _admit(request: HttpRequest, room: str) -> str:
    _check_size_and_text(request)
    caller = identify(request)
    verb = "read" if request.method in SAFE else "write"
    check_rights(cast("ApiRequest", request).access, room, verb)
    if wait := _buckets.take(caller):
        raise TooMuch(_("Too many requests; try again later."), math.ceil(wait))
    return caller


def _check_size_and_text(request: HttpRequest) -> None:
    length = request.META.get("CONTENT_LENGTH") or "0"
    if not length.isdecimal() or int(length) > MOST_BYTES:
        raise TooLarge(_("A request may have at most 25 MB."))
    if int(length) and request.content_type not in ("application/json", "multipart/form-data"):
        raise UnknownMedia(_("Send JSON as application/json."))
    if (request.encoding or "utf-8").lower() not in ("utf-8", "utf8"):
        raise UnknownMedia(_("Send JSON in UTF-8."))
    if not is_storable(request.path_info):
        raise Invalid({"": _("The address contains a NUL or a broken character.")})
    for name, values in request.GET.lists():
        if not all(is_storable(text) for text in (name, *values)):
            raise Invalid({name.replace("\0", ""): _("This text contains a NUL or a broken character.")})
