from andon.channels.email.try_out import Tried, try_out
from andon.channels.models import Mailbox
from andon.kit import clock


def try_mailbox(mailbox: Mailbox) -> list[Tried]:
    """Connect as mail in and mail out would, and say what happened; the mailbox remembers it.

    No transaction is held while the other side is waited for. It changes nothing but what is known of its health.
    """
    tried = try_out(mailbox)
    said = {"tried_at": clock.now(), "error": " ".join(one.said for one in tried if not one.well)[:1000]}
    if all(one.well for one in tried):
        said["well_at"] = clock.now()
    Mailbox.objects.filter(pk=mailbox.pk).update(**said)
    return tried
