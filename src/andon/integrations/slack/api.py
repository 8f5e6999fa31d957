"""Slack for programs: a channel for an incident, and the app's manifest. A workspace is a connection of `slack`."""

from uuid import UUID

from ninja import Router, Schema
from pydantic import Field

from andon.connections.models import Connection
from andon.incidents.models import Incident
from andon.incidents.reads.find_incident import find_incident
from andon.kit.errors import Invalid, NotAllowed
from andon.kit.rest.refs import by_ref
from andon.notifications.models import ContactMethod
from andon.people.guard import only_for
from andon.people.middleware import ApiRequest
from andon.people.models import User

from .actions import add_slack_way as adding
from .actions import open_slack_channel as opening
from .homes import SLUG, channel_of, connected
from .slots import manifest_of

router = Router(tags=["Slack"])


class OpenIn(Schema):
    connection: UUID | None = Field(None, description="the workspace; the only one when left out")


class ChannelOut(Schema):
    incident: str
    connection: UUID
    channel: str = Field(description="its id in Slack; empty while it is being made")


class WayOut(Schema):
    id: UUID
    channel: str
    address: str = Field(description="workspace and member in Slack")


class ManifestOut(Schema):
    manifest: str


@router.post("/incidents/{ref}/open_slack_channel", response=ChannelOut)
def open_slack_channel(request: ApiRequest, ref: str, body: OpenIn) -> ChannelOut:
    """It is made a moment later. Repeating it changes nothing."""
    only_for(request.access, "agent", "lead", "responder")
    incident = find_incident(ref, request.access, for_work=True)
    workspace = _workspace(body.connection)
    opening.open_slack_channel(incident, workspace, by=request.access.actor)
    return _shown(incident, workspace)


@router.post("/contact_methods/add_slack_way", response={201: WayOut})
def add_slack_way(request: ApiRequest) -> ContactMethod:
    """Pages reach you in Slack too, by the e-mail address that you sign in with."""
    if request.access.user_id is None or not request.access.is_staff:
        raise NotAllowed("Only a person who works here is paged.")
    return adding.add_slack_way(User.objects.get(id=request.access.user_id))


@router.get("/slack/{ref}/manifest", response=ManifestOut)
def read_slack_manifest(request: ApiRequest, ref: UUID) -> ManifestOut:
    """To paste into Slack when the app is made."""
    only_for(request.access, "administrator")
    connection = by_ref(Connection.objects.visible_to(request.access).filter(vendor=SLUG), str(ref))
    return ManifestOut(manifest=manifest_of(connection))


def _workspace(id: UUID | None) -> Connection:
    found = [one for one in connected() if id in (None, one.id)]
    if len(found) != 1:
        raise Invalid({"connection": "Name one of the workspaces that are connected and not paused."})
    return found[0]


def _shown(incident: Incident, workspace: Connection) -> ChannelOut:
    return ChannelOut(incident=incident.ref, connection=workspace.id, channel=channel_of(workspace, incident))
