from collections.abc import Mapping

from django.db import transaction

from andon.status_page.facts import PublicationCorrected
from andon.status_page.given import titles_given
from andon.status_page.models import Publication
from andon.status_page.posting import locked
from andon.timeline.actor import Actor
from andon.timeline.record import record


@transaction.atomic
def correct_publication(
    publication: Publication, *, by: Actor, titles: Mapping[str, str] | None = None, follows: bool | None = None
) -> Publication:
    """Other titles, or whether it follows the incident by itself. What is not given stays; no change, no fact."""
    publication = locked(publication)
    wanted = {
        "titles": titles_given(titles) if titles is not None else publication.titles,
        "follows": follows if follows is not None else publication.follows,
    }
    changed = [name for name, value in wanted.items() if getattr(publication, name) != value]
    if changed:
        for name in changed:
            setattr(publication, name, wanted[name])
        publication.save(update_fields=changed)
        fact = PublicationCorrected(page=publication.page.slug, fields=changed)
        record(fact, subject=publication.page.subject, by=by, about=[publication.incident.subject])
    return publication
