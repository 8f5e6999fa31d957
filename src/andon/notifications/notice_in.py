"""A notice before it is told."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from django.conf import settings

from andon.kit.subject import Subject
from andon.people.models import User
from andon.timeline.actor import Actor

MOST_HEADLINE = 300


@dataclass(frozen=True, slots=True)
class Words:
    """Of one message. With a `link_purpose`, LINK in the text becomes a signed link (see `channels.deliver`)."""

    headline: str
    text: str
    link_purpose: str = ""
    link_path: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class NoticeIn:
    """`key` makes twice impossible. `headline` and `text` are in her language; `path` is where it is opened.

    `by`: whose act it is; she herself is not told of her own. `urgency` "": what she chose for the kind, else what is
    usual. `says`: the words for a channel, where they are not simply headline, text and the address. `not_before`: her
    list has it at once, its messages wait until then.
    """

    key: str
    kind: str
    person: User
    subject: Subject
    headline: str
    text: str = ""
    path: str = ""
    by: Actor | None = None
    urgency: str = ""
    not_before: datetime | None = None
    says: Callable[[str], Words] | None = None

    def words(self, channel: str) -> Words:
        if self.says is not None:
            return self.says(channel)
        place = f"{settings.BASE_URL}{self.path}" if self.path else ""
        match channel:
            case "sms":
                return Words(self.headline, place)
            case "voice":
                return Words("", self.headline)
        return Words(self.headline, "\n\n".join(part for part in (self.text or self.headline, place) if part))
