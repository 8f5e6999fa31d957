from django.db import models

from andon.kit.ids import new_id
from andon.people.models import User

PHONES = ("sms", "voice")


class ContactMethod(models.Model):
    """How a person is reached besides the console: an Apprise URL (sealed), another e-mail address, or a phone number
    (E.164) by SMS or by call.

    Everybody is reached at the address she signs in with, too. `verified_at`: when she proved that it reaches her, by
    the code sent to a number or the link sent to anything else; before, nothing goes to it.
    """

    id = models.UUIDField(primary_key=True, default=new_id)
    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="+")
    channel = models.CharField(max_length=16)
    address = models.TextField()
    label = models.CharField(max_length=120, default="")
    verified_at = models.DateTimeField(null=True)

    @property
    def is_phone(self) -> bool:
        return self.channel in PHONES

    @property
    def is_used(self) -> bool:
        return self.verified_at is not None
