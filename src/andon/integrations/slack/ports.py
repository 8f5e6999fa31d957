"""The vendor, its part of a connection's screen and of an incident's, and the words of its facts."""

from django.utils.translation import gettext as _

from andon.channels.registry import register_channel
from andon.connections.vendor import register_vendor
from andon.incidents.reads.event_words import say
from andon.ui.slots import fill_slot

from . import slots
from .direct import NAME, DirectMessage
from .vendor import Slack

register_vendor(Slack())
register_channel(NAME, DirectMessage())
fill_slot("connection.section", slots.how_to_make_it, "slack/_manifest.html")
fill_slot("incident.acts", slots.channel_of_incident, "slack/_channel.html")
fill_slot("me.reached", slots.page_me_here, "slack/_page_me.html", position=10)
say("slack.SlackChannelMade", "chat", "none", lambda body, who, names: _("Its channel in Slack was made"))
