from uuid import UUID

from django.db import transaction

from andon.incidents.models import Incident
from andon.status_page.models import Component, Post, Publication
from andon.status_page.models.publication import Stage
from andon.status_page.posting import add_post, locked
from andon.timeline.actor import Actor

SYSTEM = Actor.system("status_page")
_STAGES = {"mitigated": Stage.MONITORING, "resolved": Stage.RESOLVED}


@transaction.atomic
def follow_incident(incident_id: UUID) -> list[Post]:
    """Bring each page that follows it to where the incident stands now: watched, over, or open again.

    It says so in the page's own sentence. Repeating it changes nothing.
    """
    incident = Incident.objects.get(id=incident_id)
    following = Publication.objects.filter(incident=incident, follows=True, withdrawn_at=None)
    return [post for one in following.order_by("id") if (post := _follow(locked(one), incident))]


def _follow(publication: Publication, incident: Incident) -> Post | None:
    stage = _STAGES.get(incident.status)
    states: dict[Component, str] = {}
    if stage is None:
        if publication.stage not in _STAGES.values():
            return None
        stage, states = Stage.INVESTIGATING, _as_before(publication)
    if stage == publication.stage:
        return None
    return add_post(publication, stage=stage, texts={}, states=states, by=SYSTEM, by_itself=True)


def _as_before(publication: Publication) -> dict[Component, str]:
    """What it did to each component when it ended; nothing while something of it still stands."""
    if publication.resolved_at is None:
        return {}
    ended = publication.spells.filter(ended_at=publication.resolved_at).select_related("component")
    return {spell.component: spell.state for spell in ended}
