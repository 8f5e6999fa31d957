"""The address that a vendor calls: `/connect/<vendor>/<connection>/…`. No session; the signature is the proof."""

from uuid import UUID

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from andon.connections.actions.receive_delivery import receive_delivery
from andon.connections.live_secrets import live_secrets
from andon.connections.models import Connection
from andon.connections.refusals import note_refusal
from andon.connections.rules.arrived import Arrived
from andon.connections.vendor import Reply, Vendor, find_vendor
from andon.kit import clock
from andon.kit.errors import Refused
from andon.kit.rest.problem import MEDIA_TYPE, problem


@csrf_exempt
@never_cache
@require_http_methods(["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE"])
def incoming(request: HttpRequest, vendor: str, id: UUID, tail: str = "") -> HttpResponse:
    """Answers once the delivery is committed. Which of address, connection and signature was wrong is not said."""
    known = find_vendor(vendor)
    connection = Connection.objects.filter(id=id, vendor=vendor).first()
    if known is None or connection is None or not known.has_incoming:
        return _problem(401)
    if _length(request) > known.most_bytes:
        return _problem(413)
    arrived = _arrived(request, tail)
    if len(arrived.body) > known.most_bytes:
        return _problem(413)
    return _answer(connection, known, arrived)


def _answer(connection: Connection, vendor: Vendor, arrived: Arrived) -> HttpResponse:
    secrets = live_secrets(connection)
    try:
        if (reply := vendor.handshake(arrived, connection, secrets)) is not None:
            return _said(reply)
        # A GET changes nothing, whoever signs it.
        if arrived.method in ("GET", "HEAD"):
            return _problem(405)
        if not vendor.is_genuine(arrived, connection, secrets):
            note_refusal(connection)
            return _problem(401)
        receive_delivery(connection, vendor, arrived)
        return _said(vendor.reply(arrived, connection))
    except Refused as refused:
        return _problem(refused.status if refused.status != 422 else 400, refused.message)


def _arrived(request: HttpRequest, tail: str) -> Arrived:
    return Arrived(
        method=request.method or "",
        url=settings.BASE_URL + request.get_full_path(),
        headers={name.lower(): text for name, text in request.headers.items()},
        body=request.body,
        now=clock.wall(),
        tail=tail,
        query={name: text for name, text in request.GET.items() if isinstance(text, str)},
    )


def _length(request: HttpRequest) -> int:
    length = request.META.get("CONTENT_LENGTH") or "0"
    return int(length) if length.isdecimal() and len(length) < 16 else 0


def _said(reply: Reply) -> HttpResponse:
    return HttpResponse(reply.body, status=reply.status, content_type=reply.content_type)


def _problem(status: int, detail: str = "") -> HttpResponse:
    return HttpResponse(problem(status, detail).model_dump_json(), status=status, content_type=MEDIA_TYPE)
