"""Mail that no room took."""

from django.db.models import QuerySet

from andon.channels.models import InboundMail


def kept_mails() -> QuerySet[InboundMail]:
    """The newest first, without their contents."""
    return InboundMail.objects.filter(state="kept").order_by("-received_at", "-id")
