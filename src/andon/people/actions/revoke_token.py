from django.db import transaction

from andon.kit import clock
from andon.kit.subject import Subject
from andon.people.facts import TokenRevoked
from andon.people.models import ApiToken
from andon.timeline.actor import Actor
from andon.timeline.record import record


@transaction.atomic
def revoke_token(token: ApiToken, *, by: Actor) -> ApiToken:
    """The token opens nothing from now on. Repeating it changes nothing."""
    token = ApiToken.objects.select_for_update().get(pk=token.pk)
    if token.revoked_at is None:
        token.revoked_at = clock.now()
        token.save(update_fields=["revoked_at"])
        record(TokenRevoked(), subject=Subject("token", token.id), by=by)
    return token
