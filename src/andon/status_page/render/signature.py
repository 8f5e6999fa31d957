"""What a page is drawn from, as one short text: the same text means the same files, and nothing needs drawing."""

import hashlib

from django.conf import settings

from andon.status_page.rules.shown import PageShown
from andon.status_page.rules.statuspage_json import documents

from .assets import assets

DRAWN = 1
"""Raise it when the same content is to be drawn in another way."""


def signature(page: PageShown) -> str:
    days = [[(day.on, day.state, day.minutes) for day in one.history.days] for one in page.components]
    names = [(one.names, one.group) for one in page.components]
    said = [(one.titles, [post.texts for post in one.posts]) for one in page.incidents]
    beside = sorted(path for path, _content in assets(page.hue).values())
    parts = (DRAWN, documents(page), days, names, said, list(page.locales), beside, settings.BASE_URL)
    return hashlib.sha256(repr(parts).encode()).hexdigest()[:16]
