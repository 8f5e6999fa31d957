"""Who the actors of escalations are, in words; one query for any number."""

from collections.abc import Iterable

from django.utils.translation import gettext as _

from andon.people.models import User
from andon.timeline.actor import Actor


def names_of(keys: Iterable[str]) -> dict[str, str]:
    actors = {key: Actor.parse(key) for key in set(keys) if key}
    ids = {actor.user_id for actor in actors.values() if actor.user_id}
    called = dict(User.objects.filter(id__in=ids).values_list("id", "name")) if ids else {}
    others = {"integration": _("A program"), "contact": _("The customer")}
    return {
        key: called.get(actor.user_id, _("Somebody")) if actor.user_id else others.get(actor.kind, "Andon")
        for key, actor in actors.items()
    }
