"""Ways in that are over, and who looked at what, are forgotten."""

from datetime import timedelta

from django.contrib.sessions.models import Session

from andon.kit import clock
from andon.work.sweeps import delete_some, sweep

from .models import Presence, SignedLink
from .presence import FRESH

# A revoked one stays until its time: whoever asks can still see that there was one.
LINKS_KEPT = timedelta(days=7)


@sweep("people.forget_links")
def forget_links(most: int) -> int:
    return delete_some(SignedLink.objects.filter(expires_at__lt=clock.now() - LINKS_KEPT), most)


@sweep("people.forget_presence")
def forget_presence(most: int) -> int:
    return delete_some(Presence.objects.filter(seen_at__lt=clock.wall() - 2 * FRESH), most)


@sweep("people.forget_sessions")
def forget_sessions(most: int) -> int:
    """Django counts a session's end in wall time."""
    return delete_some(Session.objects.filter(expire_date__lt=clock.wall()), most)
