from collections.abc import Mapping
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from andon.incidents.changing import locked as locked_incident
from andon.incidents.models import Incident
from andon.kit import clock
from andon.kit.errors import Conflict, Invalid
from andon.status_page.facts import IncidentPublished
from andon.status_page.given import MOST_TEXT, texts_given, titles_given
from andon.status_page.models import Component, Publication, StatusPage
from andon.status_page.models.publication import Stage
from andon.status_page.posting import add_post
from andon.timeline.actor import Actor
from andon.timeline.record import record


@transaction.atomic
def publish_incident(
    incident: Incident,
    *,
    page: StatusPage,
    titles: Mapping[str, str],
    texts: Mapping[str, str],
    states: Mapping[Component, str],
    by: Actor,
    stage: str = Stage.INVESTIGATING,
    follows: bool = False,
    started_at: datetime | None = None,
) -> Publication:
    """Put an incident on a page under a title that customers may read, with what it does to which components.

    Nothing of the incident is shown but what is given here. Refused when it stands there already.
    """
    incident = locked_incident(incident)
    now = clock.now()
    began = _began(incident, started_at, now)
    check_stage(stage)
    check_components(page, states)
    given = {"titles": titles_given(titles), "follows": follows, "started_at": began, "published_at": now}
    said = given | {"changed_at": now, "withdrawn_at": None, "resolved_at": None, "stage": stage}
    words = texts_given(texts, "text", MOST_TEXT)
    if Publication.objects.filter(page=page, incident=incident, withdrawn_at=None).exists():
        raise Conflict(_("It stands on this page already."))
    publication, __ = Publication.objects.update_or_create(page=page, incident=incident, defaults=said)
    # What it did while it stood here before is told anew.
    publication.spells.all().delete()
    publication.posts.all().delete()
    fact = IncidentPublished(page=page.slug, publication=publication.id)
    record(fact, subject=page.subject, by=by, about=[incident.subject])
    add_post(publication, stage=stage, texts=words, states=states, by=by, first=True)
    publication.spells.update(began_at=began)
    return publication


def check_stage(stage: str) -> None:
    if stage not in Stage.values:
        raise Invalid({"stage": _("Choose among: %(known)s.") % {"known": " ".join(Stage.values)}})


def check_components(page: StatusPage, states: Mapping[Component, str]) -> None:
    if any(component.page_id != page.id for component in states):
        raise Invalid({"states": _("One of the components is not of this page.")})


def _began(incident: Incident, started_at: datetime | None, now: datetime) -> datetime:
    """When it is said to have begun: as told, else the first report or alert, else when it was declared."""
    known = [at for at in (incident.first_report_at, incident.first_alert_at, incident.declared_at) if at]
    began = started_at or min(known)
    if began > now:
        raise Invalid({"started_at": _("It cannot begin in the future.")})
    return began
