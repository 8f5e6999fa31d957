"""Lanes: what must not wait for what, most urgent first.

Calls to other systems have a lane, and threads, of their own: whoever answers slowly there holds up only such calls.
"""

from datetime import timedelta

PAGE = "page"
MAIL_IN = "mail_in"
TELL_VIP = "tell_vip"
TELL = "tell"
CALL = "call"
BACKGROUND = "background"
EMBEDDING = "embedding"
SEARCH = "search"

LANES = (PAGE, MAIL_IN, TELL_VIP, TELL, CALL, BACKGROUND, SEARCH, EMBEDDING)

AHEAD = {PAGE: timedelta(hours=1), MAIL_IN: timedelta(minutes=1), TELL_VIP: timedelta(minutes=10)}
"""What of one worker's lanes goes first: work counts as due for so much longer. Nothing waits for ever behind it."""
