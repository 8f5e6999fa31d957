"""Reaching a person who is summoned: the one place that knows by which ways, and in which words."""

from collections.abc import Sequence

from andon.channels.actions.deliver import DeliveryIn, deliver
from andon.channels.links import LINK
from andon.kit.text import excerpt
from andon.notifications.reads.ways_of import ways_of
from andon.paging.models import Escalation, Page
from andon.paging.page_link import PURPOSE
from andon.paging.rules.phone_words import code_of, short_headline, short_text, spoken_text
from andon.paging.rules.why import Why, page_text
from andon.people.models import User
from andon.work.lanes import PAGE

HIGH, LOW = "high", "low"


def summon(run: Escalation, pages: Sequence[Page], *, urgency: str = HIGH) -> None:
    """Tell whom these pages summon, in the transaction that made the pages; repeating it sends nothing twice.

    Each message is of purpose "page", its subject is the run, and its key begins with `page:<run>:<turn>:<user>:`: so
    what the run decides later (`is_wanted`, `who_was_paged`) finds it.
    """
    deliver([message for page in pages for message in _messages(run, page)])


def ways_to(user: User, *, urgency: str = HIGH) -> list[tuple[str, str, int]]:
    """How `summon` would reach her: channel, address, and how many minutes after the page."""
    return [(channel, address, 0) for channel, address in ways_of(user)]


def _messages(run: Escalation, page: Page) -> list[DeliveryIn]:
    return [_message(run, page, number, way) for number, way in enumerate(ways_of(page.user))]


def _message(run: Escalation, page: Page, number: int, way: tuple[str, str]) -> DeliveryIn:
    channel, address = way
    headline, text = _words(channel, run, page.user)
    return DeliveryIn(
        key=f"page:{run.id}:{page.turn}:{page.user_id}:{number}",
        purpose="page",
        subject=run.itself,
        recipient=page.user.subject,
        recipient_name=page.user.name,
        sender_name="Andon",
        channel=channel,
        address=address,
        headline=headline,
        text=text,
        link_purpose=PURPOSE,
        link_path="/page/",
        lane=PAGE,
    )


def _words(channel: str, run: Escalation, user: User) -> tuple[str, str]:
    """Headline and text. A call carries no link: nobody can open it."""
    why = Why.load(run.why)
    match channel:
        case "sms":
            return short_headline(why), short_text(code_of(run.id), link_mark=LINK)
        case "voice":
            return "", spoken_text(why, name=user.name)
    return excerpt(why.headline, 120), page_text(why, link_mark=LINK, name=user.name)
