import re
from collections.abc import Sequence
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from andon.kit import clock
from andon.kit.errors import Invalid
from andon.kit.moments import check_moment
from andon.kit.secret import digest, new_token
from andon.kit.subject import Subject
from andon.kit.text import clean
from andon.people.facts import TokenCreated
from andon.people.models import ApiToken, User
from andon.timeline.actor import Actor
from andon.timeline.record import record

_SCOPE = re.compile(r"([a-z_]+:)?(read|write)")


@transaction.atomic
def create_token(
    *, name: str, scopes: Sequence[str], by: Actor, user: User | None = None, expires_at: datetime | None = None
) -> tuple[ApiToken, str]:
    """A new API token and its text, which is not stored and cannot be shown again."""
    if not scopes or not all(_SCOPE.fullmatch(scope) for scope in scopes):
        raise Invalid({"scopes": _("Name at least one scope, such as read, write or cases:read.")})
    if expires_at is not None:
        check_moment(expires_at, "expires_at")
    text = f"andon_{new_token()}"
    token = ApiToken.objects.create(
        name=clean(name, "name", 120, required=True),
        user=user,
        scopes=list(scopes),
        prefix=text[:12],
        digest=digest(text),
        made_at=clock.now(),
        expires_at=expires_at,
    )
    record(TokenCreated(scopes=list(scopes)), subject=Subject("token", token.id), by=by)
    return token, text
