import secrets

from django.db import transaction
from django.utils.text import slugify
from django.utils.translation import gettext as _

from andon.kit.errors import Invalid
from andon.kit.text import clean
from andon.people.facts import TeamCreated
from andon.people.models import Team
from andon.timeline.actor import Actor
from andon.timeline.record import record


@transaction.atomic
def create_team(*, name: str, by: Actor, slug: str = "", department: str = "") -> Team:
    """A new team; its slug is made from the name unless given, and is taken once."""
    name = clean(name, "name", 120, required=True)
    # A name in another script has no letters for a slug.
    slug = slug or slugify(name)[:60].strip("-") or f"team-{secrets.token_hex(4)}"
    if len(slug) > 60 or slug != slugify(slug):
        raise Invalid({"slug": _("At most 60 small letters, digits and hyphens.")})
    if Team.objects.filter(slug=slug).exists():
        raise Invalid({"name": _("There is a team of this name already.")})
    team = Team.objects.create(slug=slug, name=name, department=clean(department, "department", 120))
    record(TeamCreated(slug=slug), subject=team.subject, by=by)
    return team
