"""Which channels there are."""

from .apprise.channel import AnyService
from .email.channel import Email
from .registry import register_channel

register_channel("email", Email())
register_channel("apprise", AnyService())
