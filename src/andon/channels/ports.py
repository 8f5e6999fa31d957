"""Which channels there are, and what this room holds about people."""

from andon.connections.vendor import register_vendor
from andon.customers.personal import PersonalRoom, holds_personal_content

from . import personal
from .apprise.channel import AnyService
from .email.channel import Email
from .phone.sms import Sms
from .phone.vendor import Twilio
from .phone.voice import Voice
from .registry import register_channel

register_channel("email", Email())
register_channel("apprise", AnyService())
register_channel("sms", Sms())
register_channel("voice", Voice())
register_vendor(Twilio())
holds_personal_content(PersonalRoom("channels", personal.export, personal.erase))
