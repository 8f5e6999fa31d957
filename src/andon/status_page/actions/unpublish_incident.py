from django.db import transaction

from andon.kit import clock
from andon.status_page.facts import IncidentUnpublished
from andon.status_page.models import Publication
from andon.status_page.posting import locked
from andon.timeline.actor import Actor
from andon.timeline.record import record


@transaction.atomic
def unpublish_incident(publication: Publication, *, by: Actor) -> Publication:
    """Take an incident off a page, out of its history too. Repeating it changes nothing."""
    publication = locked(publication)
    if publication.withdrawn_at:
        return publication
    publication.withdrawn_at = clock.now()
    publication.save(update_fields=["withdrawn_at"])
    fact = IncidentUnpublished(page=publication.page.slug)
    record(fact, subject=publication.page.subject, by=by, about=[publication.incident.subject])
    return publication
