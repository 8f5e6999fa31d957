"""Who calls: a token, or a signed-in user whose browser proves by CSRF that the request is meant."""

from collections.abc import Collection
from datetime import datetime, timedelta
from typing import cast

from django.db.models import Q
from django.http import HttpRequest
from django.utils.translation import gettext as _
from ninja.utils import check_csrf

from andon.kit import clock
from andon.kit.errors import NotAllowed
from andon.kit.secret import digest
from andon.people.access import Access, access_of_token
from andon.people.middleware import ApiRequest
from andon.people.models import ApiToken, User

from .problems import NotSignedIn

SAFE = ("GET", "HEAD", "OPTIONS")
_NOTE_USE_EVERY = timedelta(minutes=1)


def identify(request: HttpRequest) -> str:
    """Set `request.access`; the caller's name, to which limits and repeated requests are counted."""
    staff = cast("ApiRequest", request)
    if header := request.headers.get("Authorization", ""):
        token = tokens_of([wanted]).get(wanted) if (wanted := token_digest(header)) else None
        if token is None:
            raise unknown_token()
        staff.access = access_of_token(token)
        name = f"token:{token.id}"
    elif isinstance(request.user, User):
        if request.method not in SAFE and check_csrf(request) is not None:
            raise NotAllowed(_("The CSRF token is missing or wrong."))
        name = f"user:{request.user.id}"
    else:
        raise NotSignedIn(_("Send an API token as “Authorization: Bearer …”, or sign in."))
    return name


def token_digest(header: str) -> str:
    """How the token of an Authorization header is kept; "" when it holds none."""
    scheme, _space, text = header.partition(" ")
    return digest(text.strip()) if scheme.lower() == "bearer" else ""


def tokens_of(digests: Collection[str]) -> dict[str, ApiToken]:
    """Those that are good at this moment; their use is noted once a minute. One statement, seldom two."""
    now = clock.now()
    good = Q(expires_at=None) | Q(expires_at__gt=now)
    tokens = list(ApiToken.objects.select_related("user").filter(good, digest__in=digests, revoked_at=None))
    unnoted = [token for token in tokens if _is_stale(token, now)]
    if unnoted:
        stale = Q(last_used_at=None) | Q(last_used_at__lt=now - _NOTE_USE_EVERY)
        ApiToken.objects.filter(stale, id__in=[token.id for token in unnoted]).update(last_used_at=now)
    return {token.digest: token for token in tokens}


def unknown_token() -> NotSignedIn:
    return NotSignedIn(_("This API token is unknown, expired or revoked."))


def check_rights(access: Access, room: str, verb: str) -> None:
    """Refuse who is not (or no longer) anybody here, and a token that does not name the room."""
    if not access.is_staff:
        raise NotAllowed(_("You hold no role here."))
    if not access.allows(room, verb):
        raise NotAllowed(_("The token's scopes do not allow %(scope)s.") % {"scope": f"{room}:{verb}"})


def _is_stale(token: ApiToken, now: datetime) -> bool:
    return token.last_used_at is None or token.last_used_at < now - _NOTE_USE_EVERY
