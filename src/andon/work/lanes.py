"""Lanes: what must not wait for what, most urgent first."""

PAGE = "page"
MAIL_IN = "mail_in"
TELL_VIP = "tell_vip"
TELL = "tell"
BACKGROUND = "background"
EMBEDDING = "embedding"

LANES = (PAGE, MAIL_IN, TELL_VIP, TELL, BACKGROUND, EMBEDDING)
