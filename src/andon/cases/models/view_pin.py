from django.db import models

from andon.people.models import User

from .saved_view import SavedView


class ViewPin(models.Model):
    """A view that somebody has beside her inbox, in her order."""

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="+")
    view = models.ForeignKey(SavedView, on_delete=models.CASCADE, related_name="pins")
    position = models.PositiveSmallIntegerField()

    class Meta:
        ordering = ["position", "id"]
        constraints = [models.UniqueConstraint(fields=["user", "view"], name="view_pin_once")]
