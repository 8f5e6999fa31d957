from uuid import UUID

from django.db import transaction

from andon.gestures.models import Gesture


@transaction.atomic
def take_offer_back(message: UUID) -> None:
    """The answer that offered it was taken back before it left: she has not heard of it. Repeating changes nothing."""
    Gesture.objects.filter(offered_in=message).update(offered_in=None, offered_at=None)
