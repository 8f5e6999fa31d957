"""A message in an incident's channel: from a known person who may write there it lands on the line."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from andon.connections.external import link_external, local_of
from andon.connections.models import Connection
from andon.conversations.models import Message
from andon.conversations.rules.audience import classes_read_by
from andon.incidents.actions.post_on_line import post_on_line
from andon.incidents.models import Incident
from andon.incidents.readers import classes_for
from andon.integrations.slack.homes import MESSAGE, message_name
from andon.integrations.slack.people import names_of, person_of
from andon.integrations.slack.planning import hint
from andon.integrations.slack.rules.mrkdwn import people_in, plain
from andon.integrations.slack.rules.payload import objects, text
from andon.integrations.slack.rules.readers import meant_for
from andon.integrations.slack.web import Web
from andon.kit.subject import Subject
from andon.kit.text import excerpt, scrub
from andon.people.access import access_of
from andon.people.models import User

_LONGEST = 90_000


@dataclass(frozen=True, slots=True)
class Written:
    """Where something was written."""

    connection: Connection
    web: Web
    incident: Incident
    channel: str


@dataclass(frozen=True, slots=True)
class Writer:
    """Who may write on the line, and what she reads of it."""

    user: User
    classes: frozenset[str]


def take_message(event: Mapping[str, Any], at: Written) -> str:
    """ "" when it stands on the line. Repeating it changes nothing."""
    if is_ours(event, at.connection):
        return "our own, or another program's"
    name = message_name(at.channel, text(event, "ts"))
    if local_of(at.connection, MESSAGE, name):
        return "known already"
    writer = writer_of(text(event, "user"), at)
    if writer is None:
        return "of nobody who may write on the line"
    seen_by, said = meant_for(text(event, "text"), writer.classes)
    body = _body(said, event, seen_by, at)
    if not body:
        return "there is nothing in it"
    with transaction.atomic():
        message = post_on_line(at.incident, body=body, seen_by=seen_by, by=writer.user.actor, channel="slack")
        link_external(at.connection, MESSAGE, name, Subject("message", message.id), sole=False)
    return ""


def is_ours(message: Mapping[str, Any], connection: Connection) -> bool:
    """Whatever a program wrote is no person's word; what we post comes back so."""
    return bool(text(message, "bot_id")) or text(message, "user") in connection.own_ids


def writer_of(id: str, at: Written) -> Writer | None:
    """None for strangers and for who may only read; they are told once that nothing of theirs arrives."""
    user = person_of(id, at.web)
    access = access_of(user) if user else None
    if user is None or access is None or not Incident.objects.workable_by(access).filter(pk=at.incident.pk).exists():
        words = _(
            "What you write here does not reach the line of this incident in Andon: nobody who may write there has"
            " your e-mail address."
        )
        if id:
            hint(at.connection, channel=at.channel, user=id, words=words)
        return None
    return Writer(user, classes_for(at.incident, access))


def words_of(said: str, web: Web) -> str:
    """Slack's markup as plain words; who is named is called as here."""
    return scrub(plain(said, names_of(people_in(said), web)))[:_LONGEST].strip()


def _body(said: str, event: Mapping[str, Any], seen_by: str, at: Written) -> str:
    files = [_file(file) for file in objects(event, "files")[:20]]
    words = "\n".join(filter(None, (words_of(said, at.web), *files)))
    quoted = _parent(event, at, classes_read_by(seen_by))
    return f"> {quoted}\n\n{words}" if quoted and words else words


def _file(file: Mapping[str, Any]) -> str:
    link = text(file, "permalink")
    return f"{text(file, 'name') or text(file, 'title') or _('File')}: {link}" if link else ""


def _parent(event: Mapping[str, Any], at: Written, classes: Collection[str]) -> str:
    """The beginning of what a reply in a thread answers, where whoever reads the reply reads it too."""
    thread, own = text(event, "thread_ts"), text(event, "ts")
    link = local_of(at.connection, MESSAGE, message_name(at.channel, thread)) if thread and thread != own else None
    message = Message.objects.standing().filter(id=link.local_id, seen_by__in=classes).first() if link else None
    return f"{message.author_name}: {excerpt(message.body, 120)}" if message else ""
