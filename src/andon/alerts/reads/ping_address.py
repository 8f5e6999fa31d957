"""Where a heartbeat is pinged: its word, opened for whoever may set it up."""

from django.conf import settings

from andon.alerts.models import Heartbeat
from andon.kit.errors import Conflict
from andon.kit.secret import unseal


def ping_address(beat: Heartbeat) -> str:
    """Nothing where the key that sealed it is gone: the heartbeat must be made anew."""
    try:
        return f"{settings.BASE_URL}/ping/{unseal(beat.sealed_token)}"
    except Conflict:
        return ""
