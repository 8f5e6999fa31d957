from django.conf import settings
from django.db import transaction

from andon.channels.models import Mailbox
from andon.channels.rules.addresses import fits
from andon.timeline.actor import Actor

from .put_mailbox import put_mailbox


@transaction.atomic
def ensure_first_mailbox() -> Mailbox | None:
    """The configured address becomes the first mailbox, of the default brand; None when there is one already.

    An address that no mailbox can have stays only configured.
    """
    if Mailbox.objects.exists() or not fits(settings.MAIL_ADDRESS.lower()):
        return None
    return put_mailbox(address=settings.MAIL_ADDRESS, by=Actor.system("channels"))
