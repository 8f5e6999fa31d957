"""The incident's channel: it is made, its head is posted and pinned, and people are asked in."""

from andon.connections.external import external_of, link_external
from andon.connections.models import Connection, OutgoingDelivery
from andon.incidents.models import Incident
from andon.integrations.slack.facts import SlackChannelMade
from andon.integrations.slack.homes import CHANNEL, HEAD, address_of, channel_of, message_name
from andon.integrations.slack.people import slack_id_of
from andon.integrations.slack.reads.head_of import head_of
from andon.integrations.slack.rules.channel_name import TRIES, channel_name
from andon.integrations.slack.rules.payload import objects, text
from andon.integrations.slack.rules.verdict import SlackSays
from andon.integrations.slack.web import Web
from andon.people.models import User
from andon.timeline.record import record

from .act import NOTHING, Act, Said

_PAGES = 20


def incident_of(outgoing: OutgoingDelivery) -> Incident:
    return Incident.objects.get(id=outgoing.subject_id)


def channel_for(outgoing: OutgoingDelivery, web: Web) -> str:
    """Raises SlackSays where its channel was not made."""
    if channel := channel_of(web.connection, incident_of(outgoing)):
        return channel
    raise SlackSays("the channel was not made")


def _make(outgoing: OutgoingDelivery, web: Web) -> Said:
    incident = incident_of(outgoing)
    if channel := channel_of(web.connection, incident):
        return {"ok": True, "channel": {"id": channel}}
    private = bool(web.connection.settings["private"])
    for attempt in range(TRIES):
        name = channel_name(incident.number, incident.title, attempt)
        try:
            return web.ask("conversations.create", name=name, is_private=private)
        except SlackSays as never:
            if never.code != "name_taken":
                raise
            if outgoing.attempts > 1 and (ours := _found(web, name)):
                return {"ok": True, "channel": {"id": ours}}
    raise SlackSays("name_taken")


def _found(web: Web, name: str) -> str:
    """The channel of that name where it is our own: made by an attempt whose answer was not recorded."""
    cursor = None
    for _page in range(_PAGES):
        said = web.ask(
            "conversations.list", types="public_channel,private_channel", exclude_archived=True, limit=1000,
            cursor=cursor,
        )  # fmt: skip
        for channel in objects(said, "channels"):
            if text(channel, "name") == name and text(channel, "creator") in web.connection.own_ids:
                return text(channel, "id")
        if not (cursor := text(said, "response_metadata", "next_cursor")):
            break
    return ""


def _made(outgoing: OutgoingDelivery, connection: Connection, said: Said) -> None:
    incident, id = incident_of(outgoing), text(said, "channel", "id")
    if channel_of(connection, incident) == id:
        return
    link_external(connection, CHANNEL, id, incident.subject, ours=True, url=address_of(connection, id))
    fact = SlackChannelMade(connection=connection.id, channel=id)
    record(fact, subject=incident.subject, by=connection.actor)


def _post_head(outgoing: OutgoingDelivery, web: Web) -> Said:
    incident, channel = incident_of(outgoing), channel_for(outgoing, web)
    head = head_of(incident, web.connection)
    return web.ask("chat.postMessage", channel=channel, text=head.text, blocks=head.blocks, unfurl_links=False)


def _head_posted(outgoing: OutgoingDelivery, connection: Connection, said: Said) -> None:
    name = message_name(text(said, "channel"), text(said, "ts"))
    link_external(connection, HEAD, name, incident_of(outgoing).subject, ours=True, sole=False)


def _head_ts(outgoing: OutgoingDelivery, web: Web) -> str:
    link = external_of(web.connection, outgoing.subject, HEAD)
    if link is None:
        raise SlackSays("its first message was not posted")
    return link.external_id.partition(":")[2]


def _pin(outgoing: OutgoingDelivery, web: Web) -> Said:
    try:
        return web.ask("pins.add", channel=channel_for(outgoing, web), timestamp=_head_ts(outgoing, web))
    except SlackSays as never:
        if never.code != "already_pinned":
            raise
        return NOTHING


def _edit_head(outgoing: OutgoingDelivery, web: Web) -> Said:
    """Whatever it was planned for, it says how things are now."""
    channel, ts = channel_for(outgoing, web), _head_ts(outgoing, web)
    head = head_of(incident_of(outgoing), web.connection)
    return web.ask("chat.update", channel=channel, ts=ts, text=head.text, blocks=head.blocks)


def _invite(outgoing: OutgoingDelivery, web: Web) -> Said:
    """Whom nobody over there has the address of is not asked in."""
    channel = channel_for(outgoing, web)
    user = User.objects.filter(id=outgoing.content["user"], is_active=True).first()
    id = slack_id_of(user, web) if user else ""
    if not id:
        return NOTHING
    try:
        return web.ask("conversations.invite", channel=channel, users=id)
    except SlackSays as never:
        if never.code not in ("already_in_channel", "cant_invite_self"):
            raise
        return NOTHING


MAKE = Act(_make, _made)
POST_HEAD = Act(_post_head, _head_posted)
PIN = Act(_pin)
EDIT_HEAD = Act(_edit_head)
INVITE = Act(_invite)
