"""The vendor, who follows the timeline for it, and its part of a connection's screen."""

from andon.connections.vendor import register_vendor
from andon.timeline.follow import Follower, register_follower
from andon.ui.slots import fill_slot

from .events import FOLLOWER, take, wanted
from .slots import replay_form
from .vendor import Webhooks

register_vendor(Webhooks())
register_follower(Follower(FOLLOWER, wanted, take))
fill_slot("connection.section", replay_form, "webhooks/_replay.html")
