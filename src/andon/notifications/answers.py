"""What is answered to a test by phone: key 1 in its call."""

from uuid import UUID

from django.utils.translation import gettext as _

from andon.channels.models import Delivery

from .actions.confirm_test import confirm_test
from .models import SelfTest

CONFIRM = "1"


class AnswersToTests:
    def prompt(self, delivery: Delivery) -> str:
        return _("Press 1 to say that it reached you.")

    def heard(self, delivery: Delivery, key: str) -> str:
        if key != CONFIRM:
            return _("This key means nothing here. Nothing was changed. Goodbye.")
        return _("Thank you. You can be reached. Goodbye.")

    def press(self, delivery: Delivery, key: str) -> str:
        test = SelfTest.objects.filter(id=UUID(delivery.key.split(":")[1]), user=delivery.recipient_id).first()
        if key != CONFIRM or test is None:
            return "a key that means nothing"
        confirm_test(test, channel=delivery.channel)
        return ""

    def reply(self, address: str, text: str) -> str:
        return "a test is confirmed by its link"

    def answer_to(self, address: str, text: str) -> str:
        return ""
