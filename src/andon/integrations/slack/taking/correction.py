"""A message that was changed over there: the line keeps what was said, and the correction stands below it."""

from collections.abc import Mapping
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from andon.connections.external import link_external, local_of
from andon.conversations.models import Message
from andon.incidents.actions.post_on_line import post_on_line
from andon.integrations.slack.homes import MESSAGE, message_name
from andon.integrations.slack.rules.payload import part, text
from andon.integrations.slack.rules.readers import meant_for
from andon.kit.subject import Subject

from .message import Written, is_ours, words_of, writer_of


def take_correction(event: Mapping[str, Any], at: Written) -> str:
    """For whom the first text was, the correction is too."""
    new, old = part(event, "message"), part(event, "previous_message")
    if is_ours(new, at.connection):
        return "our own, or another program's"
    if text(new, "text") == text(old, "text"):
        return "only its looks changed"
    first = _first(text(new, "ts"), at)
    if first is None:
        return "what was changed does not stand on the line"
    name = f"{message_name(at.channel, text(new, 'ts'))}:{text(new, 'edited', 'ts')}"
    if local_of(at.connection, MESSAGE, name):
        return "known already"
    writer = writer_of(text(new, "user"), at)
    _seen_by, said = meant_for(text(new, "text"), writer.classes if writer else ())
    if writer is None or first.author != writer.user.actor or not (words := words_of(said, at.web)):
        return "no correction by who wrote it"
    with transaction.atomic():
        body = _("Corrected: %(words)s") % {"words": words}
        made = post_on_line(at.incident, body=body, seen_by=first.seen_by, by=writer.user.actor, channel="slack")
        local = Subject("message", made.id)
        link_external(at.connection, MESSAGE, name, local, sole=False)
    return ""


def _first(ts: str, at: Written) -> Message | None:
    link = local_of(at.connection, MESSAGE, message_name(at.channel, ts))
    return Message.objects.standing().filter(id=link.local_id).first() if link else None
