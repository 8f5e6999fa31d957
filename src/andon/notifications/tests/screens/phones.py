"""Phone numbers that are added and proved."""

import re
from collections.abc import Callable

from django.test import Client
from django.urls import reverse
from tests.peers.twilio import Twilio

from andon.notifications.models import ContactMethod
from andon.people.models import User

Browse = Callable[[User], Client]
Work = Callable[[], int]
SCREEN = "notifications:my_contact_methods"
NUMBER = "+351910000142"


def add(client: Client, number: str = NUMBER, *ways: str) -> int:
    given = {"number": number, "ways": list(ways or ("sms",))}
    return client.post(reverse("notifications:add_phone_number"), given).status_code


def verify(client: Client, code: str) -> int:
    address = reverse("notifications:verify_phone_number", args=[ContactMethod.objects.order_by("id")[0].id])
    return client.post(address, {"code": code}).status_code


def code_in(phones: Twilio) -> str:
    (found,) = re.findall(r"\b[0-9]{6}\b", phones.messages[-1]["Body"])
    return str(found)
