"""What is said in an incident's channel: the line's messages, and what changed."""

from django.conf import settings
from django.urls import reverse

from andon.connections.external import link_external
from andon.connections.models import Connection, OutgoingDelivery
from andon.conversations.models import Message
from andon.incidents.models import Incident
from andon.incidents.rules.line import words_of
from andon.integrations.slack.homes import MESSAGE, message_name
from andon.integrations.slack.people import known_ids
from andon.integrations.slack.rules.mrkdwn import LONGEST, calling, escaped, link
from andon.integrations.slack.rules.payload import text
from andon.integrations.slack.rules.readers import SIGNS
from andon.integrations.slack.web import Web
from andon.kit.subject import Subject

from .act import NOTHING, Act, Said
from .channel import channel_for, incident_of


def _post(outgoing: OutgoingDelivery, web: Web) -> Said:
    """Nothing where the message was taken back, or may not stand there (any more)."""
    message = Message.objects.standing().filter(id=outgoing.content["message"]).first()
    if message is None or message.seen_by not in web.connection.settings["mirror"]:
        return NOTHING
    words = words_for(message, incident_of(outgoing))
    called = known_ids(message.mentions, web.connection) if message.mentions else {}
    return say(web, channel_for(outgoing, web), calling(words, called))


def say(web: Web, channel: str, words: str) -> Said:
    return web.ask(
        "chat.postMessage", channel=channel, text=words, link_names=False, unfurl_links=False, unfurl_media=False
    )


def words_for(message: Message, incident: Incident) -> str:
    """Who wrote it, who reads it on the line, and what it says."""
    head = f"*{escaped(message.author_name)}* {SIGNS[message.seen_by]} _{escaped(words_of(message.seen_by))}_"
    body = escaped(message.body)
    if len(body) > LONGEST:
        at = settings.BASE_URL + reverse("incidents:incident", args=[incident.ref]) + f"#m-{message.id}"
        body = f"{escaped(message.body[: LONGEST // 2])}… {link(at, '→')}"
    files = [
        link(settings.BASE_URL + reverse("conversations:attachment", args=[file.id]), file.name)
        for file in message.attachments.all()
    ]
    return "\n".join(filter(None, (head, body, *files)))


def _posted(outgoing: OutgoingDelivery, connection: Connection, said: Said) -> None:
    if ts := text(said, "ts"):
        name = message_name(text(said, "channel"), ts)
        local = Subject("message", Message.objects.get(id=outgoing.content["message"]).id)
        link_external(connection, MESSAGE, name, local, ours=True, sole=False)


def _say_change(outgoing: OutgoingDelivery, web: Web) -> Said:
    return say(web, channel_for(outgoing, web), str(outgoing.content["text"]))


POST = Act(_post, _posted)
SAY_CHANGE = Act(_say_change)
