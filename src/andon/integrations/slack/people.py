"""Who somebody in Slack is here, and the other way round: by e-mail, asked over there at most once a day."""

from collections.abc import Sequence
from datetime import timedelta
from uuid import UUID

from django.db import transaction

from andon.connections.external import external_of, link_external, local_of
from andon.connections.models import Connection, ExternalLink
from andon.kit import clock
from andon.people.models import User

from .rules.payload import part, text
from .rules.verdict import SlackSays
from .web import Web

KIND = "user"
_TRUSTED_FOR = timedelta(days=1)


def person_of(id: str, web: Web) -> User | None:
    """The colleague behind a Slack user; None for strangers, programs, and who does not work here any more."""
    link = local_of(web.connection, KIND, id) if id else None
    if link and _is_fresh(link):
        return _active(link.local_id)
    try:
        found = part(web.ask("users.info", user=id), "user") if id else {}
    except SlackSays as never:
        if never.stop or never.code not in ("user_not_found", "user_not_visible"):
            raise
        found = {}
    email = text(found, "profile", "email")
    programs_and_others = found.get("is_bot") or found.get("deleted") or found.get("is_stranger")
    if not email or programs_and_others or found.get("is_email_confirmed") is False:
        return _keep(web.connection, id, None)
    return _keep(web.connection, id, User.objects.filter(email__iexact=email, is_active=True).first())


def slack_id_of(user: User, web: Web) -> str:
    """Her id over there, by the address that she signs in with here; "" where nobody has it."""
    link = external_of(web.connection, user.subject, KIND)
    if link and _is_fresh(link):
        return link.external_id
    try:
        id = text(web.ask("users.lookupByEmail", email=user.email), "user", "id")
    except SlackSays as never:
        if never.code != "users_not_found":
            raise
        id = ""
    if id:
        _keep(web.connection, id, user)
    return id


def known_ids(users: Sequence[UUID], connection: Connection) -> dict[str, str]:
    """Ids over there by the names of those whom we have met there; asks nobody, two queries."""
    links = ExternalLink.objects.filter(connection=connection, external_kind=KIND, local_id__in=users)
    ids = dict(links.values_list("local_id", "external_id"))
    return {user.name: ids[user.id] for user in User.objects.filter(id__in=ids).order_by("id")}


def names_of(ids: list[str], web: Web, *, most: int = 5) -> dict[str, str]:
    """How those who are named in a text are called here."""
    found = {id: person_of(id, web) for id in ids[:most]}
    return {id: user.name for id, user in found.items() if user}


def _is_fresh(link: ExternalLink) -> bool:
    return clock.now() - link.seen_at < _TRUSTED_FOR


def _active(id: UUID) -> User | None:
    return User.objects.filter(id=id, is_active=True).first()


@transaction.atomic
def _keep(connection: Connection, id: str, user: User | None) -> User | None:
    ExternalLink.objects.filter(connection=connection, external_kind=KIND, external_id=id).delete()
    if user:
        link_external(connection, KIND, id, user.subject, sole=False)
    return user
