"""What an account's people said elsewhere, on its screen: the newest, for those who answer them."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Any

from django.db.models import F, Window
from django.db.models.functions import RowNumber

from andon.kit.subject import Subject
from andon.people.access import Access
from andon.ui.slots import fill_slot

from .models import Signal

MOST = 5


def account_signals(subjects: Sequence[Subject], access: Access) -> Mapping[Subject, Mapping[str, Any]]:
    """One query for any number of accounts; nothing for one about which nothing was said."""
    said = Signal.objects.visible_to(access).filter(contact__account__in=[subject.id for subject in subjects])
    newest = [F("happened_at").desc(), F("id").desc()]
    place = Window(RowNumber(), partition_by="contact__account", order_by=newest)
    shown: dict[Any, list[Signal]] = defaultdict(list)
    for signal in said.select_related("contact").annotate(place=place).filter(place__lte=MOST).order_by("place"):
        if signal.contact:
            shown[signal.contact.account_id].append(signal)
    return {subject: {"signals": shown[subject.id]} for subject in subjects if shown[subject.id]}


fill_slot("account.section", account_signals, "signals/_account_signals.html", position=60)
