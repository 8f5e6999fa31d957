"""Everything that a page shows now; six queries for any number of components, incidents and posts."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import datetime, timedelta
from uuid import UUID
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db.models import Q

from andon.catalog.reads.our_brand import our_brand
from andon.status_page.models import Component, Post, Publication, Spell, StatusPage
from andon.status_page.rules.history import DAYS, Stretch, history_of
from andon.status_page.rules.shown import ComponentShown, IncidentShown, PageShown, PostShown
from andon.status_page.rules.states import worst

MOST_INCIDENTS = 100


def page_shown(page: StatusPage, now: datetime) -> PageShown:
    brand = page.brand or our_brand()
    publications = _publications(page, now)
    spells = _spells(page, now)
    components = [
        _component(one, spells[one.id], ZoneInfo(page.time_zone), now) for one in page.components.filter(hidden=False)
    ]
    incidents = _incidents(publications, {one.id for one in components})
    changes = [page.made_at, *(one.changed_at for one in components), *(one.changed_at for one in publications)]
    return PageShown(
        id=page.id,
        slug=page.slug,
        name=page.name,
        url=page.address or f"{settings.BASE_URL}/status/{page.slug}",
        zone=ZoneInfo(page.time_zone),
        hue=brand.hue,
        locales=list(brand.locales) or ["en"],
        made_at=page.made_at,
        changed_at=max(changes),
        components=components,
        incidents=incidents,
    )


def _publications(page: StatusPage, now: datetime) -> list[Publication]:
    """Those that stand, and those that ended within the time that the page looks back."""
    lately = Q(resolved_at=None) | Q(resolved_at__gt=now - timedelta(days=DAYS))
    return list(page.publications.filter(lately, withdrawn_at=None)[:MOST_INCIDENTS])


def _spells(page: StatusPage, now: datetime) -> dict[UUID, list[Spell]]:
    lately = Q(ended_at=None) | Q(ended_at__gt=now - timedelta(days=DAYS + 1))
    found: dict[UUID, list[Spell]] = defaultdict(list)
    for spell in Spell.objects.filter(lately, component__page=page, of__withdrawn_at=None):
        found[spell.component_id].append(spell)
    return found


def _component(of: Component, spells: Sequence[Spell], zone: ZoneInfo, now: datetime) -> ComponentShown:
    stretches = [Stretch(spell.state, spell.began_at, spell.ended_at) for spell in spells]
    edges = [edge for spell in spells for edge in (spell.began_at, spell.ended_at) if edge]
    return ComponentShown(
        id=of.id,
        slug=of.slug,
        name=of.name,
        names=of.names,
        group=of.group,
        position=of.position,
        state=worst(spell.state for spell in spells if spell.ended_at is None),
        since=of.since,
        changed_at=max([of.since, *edges]),
        history=history_of(stretches, since=min([of.since, *edges]), now=now, zone=zone),
    )


def _incidents(publications: Sequence[Publication], known: set[UUID]) -> list[IncidentShown]:
    posts: dict[UUID, list[Post]] = defaultdict(list)
    for post in Post.objects.filter(of__in=publications, withdrawn_at=None).prefetch_related("texts"):
        posts[post.of_id].append(post)
    states: dict[UUID, dict[UUID, str]] = defaultdict(dict)
    for spell in Spell.objects.filter(of__in=publications, component__in=known):
        before = states[spell.of_id].get(spell.component_id)
        states[spell.of_id][spell.component_id] = worst([spell.state, before] if before else [spell.state])
    return [_incident(one, posts[one.id], states[one.id]) for one in publications]


def _incident(of: Publication, posts: Sequence[Post], states: dict[UUID, str]) -> IncidentShown:
    return IncidentShown(
        id=of.id,
        titles=of.titles,
        stage=of.stage,
        started_at=of.started_at,
        published_at=of.published_at,
        changed_at=of.changed_at,
        resolved_at=of.resolved_at,
        states=states,
        posts=[_post(post) for post in posts],
    )


def _post(post: Post) -> PostShown:
    return PostShown(
        id=post.id,
        stage=post.stage,
        at=post.at,
        texts={text.locale: text.body for text in post.texts.all()},
        changes=[(UUID(one["component"]), one["old"], one["new"]) for one in post.changes],
    )
