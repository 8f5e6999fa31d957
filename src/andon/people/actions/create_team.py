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
    slug = slug or slugify(name)
    if not slug or Team.objects.filter(slug=slug).exists():
        raise Invalid({"name": _("There is a team of this name already.")})
    team = Team.objects.create(slug=slug, name=name, department=clean(department, "department", 120))
    record(TeamCreated(slug=slug), subject=team.subject, by=by)
    return team
