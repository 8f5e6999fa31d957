"""Who calls: a token, or a signed-in user whose browser proves by CSRF that the request is meant."""

from datetime import timedelta
from typing import cast

from django.db.models import Q
from django.http import HttpRequest
from django.utils.translation import gettext as _
from ninja.utils import check_csrf

from andon.kit import clock
from andon.kit.errors import NotAllowed
from andon.kit.secret import digest
from andon.people.access import access_of_token
from andon.people.middleware import ApiRequest
from andon.people.models import ApiToken, User

from .problems import NotSignedIn

SAFE = ("GET", "HEAD", "OPTIONS")
_NOTE_USE_EVERY = timedelta(minutes=1)


def identify(request: HttpRequest) -> str:
    """Set `request.access`; the caller's name, to which limits and repeated requests are counted."""
    staff = cast("ApiRequest", request)
    if header := request.headers.get("Authorization", ""):
        token = _token(header)
        staff.access = access_of_token(token)
        name = f"token:{token.id}"
    elif isinstance(request.user, User):
        if request.method not in SAFE and check_csrf(request) is not None:
            raise NotAllowed(_("The CSRF token is missing or wrong."))
        name = f"user:{request.user.id}"
    else:
        raise NotSignedIn(_("Send an API token as “Authorization: Bearer …”, or sign in."))
    if not staff.access.is_staff:
        raise NotAllowed(_("You hold no role here."))
    return name


def _token(header: str) -> ApiToken:
    scheme, _space, text = header.partition(" ")
    now = clock.now()
    token = (
        ApiToken.objects.select_related("user").filter(digest=digest(text.strip()), revoked_at=None).first()
        if scheme.lower() == "bearer"
        else None
    )
    if token is None or (token.expires_at is not None and token.expires_at <= now):
        raise NotSignedIn(_("This API token is unknown, expired or revoked."))
    stale = Q(last_used_at=None) | Q(last_used_at__lt=now - _NOTE_USE_EVERY)
    if token.last_used_at is None or token.last_used_at < now - _NOTE_USE_EVERY:
        ApiToken.objects.filter(stale, id=token.id).update(last_used_at=now)
    return token
