from django.db import models

from andon.kit.ids import new_id
from andon.people.models import User


class ContactMethod(models.Model):
    """How a person is summoned besides the console: an Apprise URL (sealed), or another e-mail address.

    Everybody is summoned at the address she signs in with, too.
    """

    id = models.UUIDField(primary_key=True, default=new_id)
    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="+")
    channel = models.CharField(max_length=16)
    address = models.TextField()
    label = models.CharField(max_length=120, default="")
