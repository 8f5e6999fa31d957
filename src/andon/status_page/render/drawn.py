"""Pieces of a page as its templates want them, in one language."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from andon.status_page.rules.shown import ComponentShown, IncidentShown, PageShown, PostShown
from andon.status_page.rules.states import LAMPS

from .days import bars, in_words, uptime_words
from .words import says, stage_word, state_word

Piece = dict[str, Any]
_ICONS = {"investigating": "search", "identified": "target", "monitoring": "eye", "resolved": "check"}


def components(page: PageShown, locale: str) -> list[tuple[str, list[Piece]]]:
    """By group, in the order of the page."""
    groups = dict.fromkeys(one.group for one in page.components)
    return [(group, [_component(one, locale) for one in page.components if one.group == group]) for group in groups]


def _component(one: ComponentShown, locale: str) -> Piece:
    name = one.called(locale)
    return {
        "name": name,
        "lamp": LAMPS[one.state],
        "word": state_word(one.state),
        "bars": bars(one.history.days),
        "heard": in_words(name, one.history.days),
        "uptime": uptime_words(one.history),
    }


def incidents(chosen: Sequence[IncidentShown], page: PageShown, locale: str, home: str, portal: str) -> list[Piece]:
    """`home`: the way to this language's first page; `portal`: where "I am affected" leads, "" for nowhere."""
    return [_incident(one, page, locale, home, portal) for one in chosen]


def _incident(one: IncidentShown, page: PageShown, locale: str, home: str, portal: str) -> Piece:
    hit = [component.called(locale) for component in page.components if component.id in one.states]
    return {
        "key": one.id.hex,
        "title": one.called(locale),
        "title_locale": locale if locale in one.titles else "en",
        "href": f"{home}incidents/{one.id.hex}.html",
        "stage": stage_word(one.stage),
        "lamp": _lamp(one),
        "hit": ", ".join(hit),
        "lasts": _lasts(one, page),
        "affected_url": f"{portal}/affected/{one.id}/?language={locale}" if portal and one.stands else "",
        "posts": [_post(post, page, locale) for post in one.posts],
    }


def _lamp(one: IncidentShown) -> str:
    if not one.stands:
        return "ok"
    return "watch" if one.stage == "monitoring" else LAMPS[one.state] if one.states else "risk"


def _lasts(one: IncidentShown, page: PageShown) -> str:
    began = moment(one.started_at, page)
    if one.resolved_at is None:
        return _("since %(began)s") % {"began": began}
    return _("from %(began)s to %(ended)s") % {"began": began, "ended": moment(one.resolved_at, page)}


def _post(post: PostShown, page: PageShown, locale: str) -> Piece:
    language, words = says(post, locale)
    local = timezone.localtime(post.at, page.zone)
    return {
        "iso": post.at.isoformat(),
        "time": date_format(local, "H:i"),
        "when": date_format(local, "j M Y, H:i T"),
        "stage": stage_word(post.stage),
        "icon": _ICONS[post.stage],
        "lamp": {"resolved": "ok", "monitoring": "ok"}.get(post.stage, ""),
        "locale": language,
        "words": words,
    }


def moment(at: datetime, page: PageShown) -> str:
    return date_format(timezone.localtime(at, page.zone), "j M Y, H:i T")
