"""/metrics in Prometheus' text format: for this machine, or with an API token that may read."""

import asyncio

from django.db import Error, close_old_connections
from prometheus_client import CONTENT_TYPE_LATEST, Counter, Gauge, Histogram, generate_latest

from andon.kit import clock
from andon.kit.secret import digest
from andon.people.access import access_of_token
from andon.people.models import ApiToken
from andon.work.lanes import LANES
from andon.work.models import DueWork

from .answers import answer, answer_problem
from .incoming import Incoming, Receive, Scope, Send

_requests = Counter("andon_requests_total", "Requests answered", ["door", "method", "status"])
_seconds = Histogram("andon_request_seconds", "Time to answer", ["door"], buckets=(0.005, 0.02, 0.05, 0.2, 1, 5))
_due = Gauge("andon_due_work", "Work that is due or planned", ["lane"])
_parked = Gauge("andon_parked_work", "Work that failed on every try and stands aside", ["lane"])
_METHODS = {"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"}


def count_request(request: Incoming, status: int, seconds: float, *, door: str) -> None:
    """Labels are bounded, whatever strangers send."""
    name = door or ("api" if request.path.startswith("/api/") else "screens")
    _requests.labels(name, request.method if request.method in _METHODS else "other", str(status)).inc()
    if name != "/live":
        _seconds.labels(name).observe(seconds)


class Metrics:
    async def __call__(self, request: Incoming, scope: Scope, receive: Receive, send: Send) -> None:
        if request.method != "GET":
            await answer_problem(send, 405, "", {"allow": "GET"})
        elif not await asyncio.to_thread(_may_read, request):
            await answer_problem(send, 401, "", {"www-authenticate": "Bearer"})
        else:
            await answer(send, 200, await asyncio.to_thread(_collect), CONTENT_TYPE_LATEST)


def _may_read(request: Incoming) -> bool:
    """A proxy on this machine that is not configured as one would make everybody local; it names its host or client."""
    local = request.is_loopback and request.host.partition(":")[0] in ("localhost", "127.0.0.1", "[")
    scheme, _space, text = request.headers.get("authorization", "").partition(" ")
    if not text or scheme.lower() != "bearer":
        return local
    close_old_connections()
    token = ApiToken.objects.select_related("user").filter(digest=digest(text), revoked_at=None).first()
    if token is None or (token.expires_at is not None and token.expires_at <= clock.now()):
        return False
    access = access_of_token(token)
    return access.is_staff and access.allows("metrics", "read")


def _collect() -> bytes:
    close_old_connections()
    for lane in LANES:
        try:
            _due.labels(lane).set(DueWork.objects.filter(lane=lane, parked_at=None).count())
            _parked.labels(lane).set(DueWork.objects.filter(lane=lane).exclude(parked_at=None).count())
        except Error:
            break
    return generate_latest()
