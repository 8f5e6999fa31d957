from django.db import connection, transaction
from django.utils.translation import gettext as _

from andon.kit.errors import Conflict
from andon.people.models import User
from andon.people.models.membership import Role
from andon.timeline.actor import Actor

from .create_user import create_user
from .grant_role import grant_role
from .set_password import set_password

FIRST_START = Actor.system("people")


@transaction.atomic
def create_first_administrator(*, email: str, name: str, password: str) -> User:
    """The person who sets the installation up: administrator and lead everywhere. Refused once there is a user."""
    with connection.cursor() as cursor:
        cursor.execute("LOCK TABLE people_user IN SHARE ROW EXCLUSIVE MODE")
    if User.objects.exists():
        raise Conflict(_("This installation has its administrator already. Sign in instead."))
    user = create_user(email=email, name=name, by=FIRST_START)
    set_password(user, password=password, by=user.actor)
    for role in (Role.ADMINISTRATOR, Role.LEAD):
        grant_role(user, role=role, team=None, by=FIRST_START)
    return user
