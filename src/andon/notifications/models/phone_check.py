from datetime import datetime, timedelta

from django.db import models

from andon.kit.ids import new_id
from andon.people.models import User

LASTS = timedelta(minutes=10)
MOST_TRIES = 5


class PhoneCheck(models.Model):
    """The code last sent to a number that somebody says is hers; of the code a keyed tag is kept."""

    id = models.UUIDField(primary_key=True, default=new_id)
    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="+")
    number = models.CharField(max_length=20)
    tag = models.CharField(max_length=64)
    sent_at = models.DateTimeField()
    tries = models.PositiveSmallIntegerField(default=0)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["user", "number"], name="phone_check_once")]

    def is_open(self, now: datetime) -> bool:
        """Whether its code still counts."""
        return self.tries < MOST_TRIES and now < self.sent_at + LASTS
