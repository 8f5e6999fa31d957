"""Which channels there are, and what this room holds about people."""

from andon.customers.personal import PersonalRoom, holds_personal_content

from . import personal
from .apprise.channel import AnyService
from .email.channel import Email
from .registry import register_channel

register_channel("email", Email())
register_channel("apprise", AnyService())
holds_personal_content(PersonalRoom("channels", personal.export, personal.erase))
