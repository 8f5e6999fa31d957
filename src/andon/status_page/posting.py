"""Posts and states of one publication, in the transaction of the change."""

from collections.abc import Mapping
from datetime import datetime

from andon.comms.models import Update
from andon.kit import clock
from andon.timeline.actor import Actor
from andon.timeline.record import record

from .facts import StatusPosted
from .given import state_given
from .models import Component, Post, PostText, Publication, Spell
from .models.publication import Stage
from .rules.states import OPERATIONAL


def locked(publication: Publication) -> Publication:
    """As it is now, held until the transaction ends."""
    held = Publication.objects.select_for_update(of=("self",)).select_related("page", "incident")
    return held.get(pk=publication.pk)


def add_post(
    publication: Publication,
    *,
    stage: str,
    texts: Mapping[str, str],
    states: Mapping[Component, str],
    by: Actor,
    at: datetime | None = None,
    first: bool = False,
    by_itself: bool = False,
    update: Update | None = None,
) -> Post:
    """`states` of the components named; the others stay. Resolved ends them all. Held by `locked`, or just made."""
    at = at or clock.now()
    changes = set_states(publication, states, stage=stage, at=at)
    publication.stage = stage
    publication.resolved_at = (publication.resolved_at or at) if stage == Stage.RESOLVED else None
    publication.changed_at = at
    publication.save(update_fields=["stage", "resolved_at", "changed_at"])
    post = Post.objects.create(of=publication, stage=stage, at=at, changes=changes, update_shown=update)
    PostText.objects.bulk_create(PostText(of=post, locale=locale, body=body) for locale, body in texts.items())
    fact = StatusPosted(page=publication.page.slug, post=post.id, stage=stage, first=first, by_itself=by_itself)
    record(fact, subject=publication.page.subject, by=by, about=[publication.incident.subject])
    return post


def set_states(
    publication: Publication, states: Mapping[Component, str], *, stage: str, at: datetime
) -> list[dict[str, str]]:
    """Ends and begins spells; returns old and new of each that is or was not well and is named, or ends with it."""
    open_ones = {spell.component_id: spell for spell in publication.spells.filter(ended_at=None)}
    wanted = {component.id: state_given(state) for component, state in states.items()}
    if stage == Stage.RESOLVED:
        wanted = dict.fromkeys([*wanted, *open_ones], OPERATIONAL)
    changes = []
    for component, state in wanted.items():
        spell = open_ones.get(component)
        old = spell.state if spell else OPERATIONAL
        if old != OPERATIONAL or state != OPERATIONAL:
            changes.append({"component": str(component), "old": old, "new": state})
        if old == state:
            continue
        if spell:
            Spell.objects.filter(id=spell.id).update(ended_at=max(at, spell.began_at))
        if state != OPERATIONAL:
            Spell.objects.create(component_id=component, of=publication, state=state, began_at=at)
    return changes
