from django.db import transaction
from django.utils.translation import gettext as _

from andon.kit.errors import Conflict
from andon.people.facts import UserSwitchedOff
from andon.people.models import Membership, User
from andon.people.models.membership import Role
from andon.timeline.actor import Actor
from andon.timeline.record import record


@transaction.atomic
def switch_off_user(user: User, *, by: Actor) -> User:
    """She can no longer sign in and her tokens open nothing; what she did stays. The last administrator stays."""
    administrators = Membership.objects.filter(role=Role.ADMINISTRATOR, user__is_active=True)
    # All of them are held, so that two do not switch each other off.
    holders = {one.user_id for one in administrators.select_for_update(of=("self",)).order_by("id")}
    if holders == {user.id}:
        raise Conflict(_("This is the last administrator. Make somebody else one first."))
    user = User.objects.select_for_update().get(pk=user.pk)
    if user.is_active:
        user.is_active = False
        user.save(update_fields=["is_active"])
        record(UserSwitchedOff(), subject=user.subject, by=by)
    return user
