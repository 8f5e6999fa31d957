import hashlib

from django.db import transaction

from andon.portal.due import send_links
from andon.work.plan import plan


@transaction.atomic
def ask_for_links(address: str) -> None:
    """Somebody wants the links to her cases. Known or not, the same happens here: it is looked up later."""
    address = address.strip().lower()
    key = "case_links:" + hashlib.sha256(address.encode(errors="replace")).hexdigest()
    plan(send_links, {"address": address}, key=key)
