from django.db import transaction
from django.utils.translation import gettext as _

from andon.kit.errors import Invalid
from andon.people.facts import RoleGranted
from andon.people.models import Membership, Team, User
from andon.people.models.membership import Role
from andon.timeline.actor import Actor
from andon.timeline.record import record


@transaction.atomic
def grant_role(user: User, *, role: str, team: Team | None, by: Actor) -> Membership:
    """Give a role in a team, or everywhere without one. Granting twice changes nothing."""
    if role not in Role.values:
        raise Invalid({"role": _("There is no such role.")})
    membership, made = Membership.objects.get_or_create(user=user, team=team, role=role)
    if made:
        about = [team.subject] if team else []
        record(RoleGranted(role=role, team=team.id if team else None), subject=user.subject, by=by, about=about)
    return membership
