from collections.abc import Mapping

from django.db import transaction
from django.utils.translation import gettext as _

from andon.kit.errors import Conflict, Invalid
from andon.status_page.given import MOST_TEXT, texts_given
from andon.status_page.models import Component, Post, Publication
from andon.status_page.posting import add_post, locked
from andon.timeline.actor import Actor

from .publish_incident import check_components, check_stage


@transaction.atomic
def post_status(
    publication: Publication, *, stage: str, texts: Mapping[str, str], states: Mapping[Component, str], by: Actor
) -> Post:
    """Say something new about an incident on its page. Resolved ends what it does to all components."""
    publication = locked(publication)
    if publication.withdrawn_at:
        raise Conflict(_("It was taken off this page."))
    check_stage(stage)
    check_components(publication.page, states)
    words = texts_given(texts, "text", MOST_TEXT)
    if not words and stage == publication.stage and not states:
        raise Invalid({"text_en": _("Write what is new, or choose how far it is.")})
    return add_post(publication, stage=stage, texts=words, states=states, by=by)
