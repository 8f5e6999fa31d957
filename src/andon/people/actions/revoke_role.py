from django.db import transaction
from django.utils.translation import gettext as _

from andon.kit.errors import Conflict
from andon.people.facts import RoleRevoked
from andon.people.models import Membership
from andon.people.models.membership import Role
from andon.timeline.actor import Actor
from andon.timeline.record import record


@transaction.atomic
def revoke_role(membership: Membership, *, by: Actor) -> None:
    """Take a role away; the last administrator stays. Repeating it changes nothing."""
    administrators = Membership.objects.filter(role=Role.ADMINISTRATOR, user__is_active=True)
    admins = list(administrators.select_for_update(of=("self",)).order_by("id"))
    if membership.role == Role.ADMINISTRATOR and [admin.pk for admin in admins] == [membership.pk]:
        raise Conflict(_("This is the last administrator. Make somebody else one first."))
    if Membership.objects.filter(pk=membership.pk).delete()[0]:
        record(RoleRevoked(role=membership.role, team=membership.team_id), subject=membership.user.subject, by=by)
