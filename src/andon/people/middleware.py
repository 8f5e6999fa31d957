"""`request.access` for every screen, the reader's language and time zone, and her theme."""

import zoneinfo
from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.utils import timezone, translation
from django.utils.functional import SimpleLazyObject

from .access import Access, access_of, nobody
from .models import User


class StaffRequest(HttpRequest):
    """A request of a signed-in user, for typing screens."""

    user: User
    access: Access


class ApiRequest(HttpRequest):
    """A request to the REST API, by a token or a signed-in user, for typing endpoints."""

    access: Access


class AccessMiddleware:
    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self._get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        user = request.user
        if not isinstance(user, User):
            request.access = nobody()  # type: ignore[attr-defined]
            return self._get_response(request)
        request.access = SimpleLazyObject(lambda: access_of(user))  # type: ignore[attr-defined]
        with timezone.override(zone_of(user.time_zone)), translation.override(user.locale or "en"):
            return self._get_response(request)


def zone_of(name: str) -> zoneinfo.ZoneInfo:
    try:
        return zoneinfo.ZoneInfo(name)
    except (zoneinfo.ZoneInfoNotFoundError, ValueError):
        return zoneinfo.ZoneInfo("UTC")
