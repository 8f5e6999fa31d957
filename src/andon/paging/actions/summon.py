"""Reaching a person who is summoned: the one place that says in which words; by which ways and when, she chose."""

from collections.abc import Sequence

from django.urls import reverse

from andon.channels.links import LINK
from andon.kit.text import excerpt
from andon.notifications.actions.notify import notify
from andon.notifications.notice_in import NoticeIn, Words
from andon.notifications.reads.preferences import preferences_of
from andon.paging.models import Escalation, Page
from andon.paging.page_link import KIND, PURPOSE
from andon.paging.rules.phone_words import code_of, short_headline, short_text, spoken_text
from andon.paging.rules.why import Why, page_text
from andon.people.models import User

HIGH, LOW = "high", "low"


def summon(pages: Sequence[tuple[Page, str]]) -> None:
    """Tell whom these pages (each with its urgency) summon, in the transaction that made them; repeating it sends
    nothing twice. A fixed number of statements.

    Each message is of purpose "page", its subject is the run, and its key begins with `page:<run>:<turn>:<user>:`: so
    what the run decides later (`is_wanted`, `who_was_paged`) finds it.
    """
    notify([_notice(page.escalation, page, urgency) for page, urgency in pages])


def ways_to(user: User, *, urgency: str = HIGH) -> list[tuple[str, str, int]]:
    """How `summon` would reach her: channel, address, and how many minutes after the page."""
    stages = preferences_of([user])[user.id].stages(urgency)
    return [(stage.way.channel, stage.way.address, int(stage.wait.total_seconds()) // 60) for stage in stages]


def _notice(run: Escalation, page: Page, urgency: str) -> NoticeIn:
    return NoticeIn(
        key=f"page:{run.id}:{page.turn}:{page.user_id}",
        kind=KIND,
        person=page.user,
        subject=run.itself,
        headline=Why.load(run.why).headline,
        path=reverse("paging:page", args=[run.id]),
        urgency=urgency,
        says=lambda channel: Words(*_words(channel, run, page.user), link_purpose=PURPOSE, link_path="/page/"),
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
