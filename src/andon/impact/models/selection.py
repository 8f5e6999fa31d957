from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils.translation import gettext as _

from andon.kit.ids import new_id
from andon.kit.subject import Subject
from andon.people.access import Access
from andon.people.models import User


class Selections(models.QuerySet["Selection"]):
    def visible_to(self, access: Access) -> "Selections":
        """Whoever chose the cases: what was found of them says something of each."""
        return self.filter(by=access.user_id) if access.user_id else self.none()


class Selection(models.Model):
    """Cases that somebody chose to ask whom they come from. It is forgotten after a month."""

    id = models.UUIDField(primary_key=True, default=new_id)
    cases = ArrayField(models.UUIDField())
    by = models.ForeignKey(User, on_delete=models.CASCADE, related_name="+")
    at = models.DateTimeField()

    objects = Selections.as_manager()

    class Meta:
        indexes = [models.Index(fields=["at"], name="selection_at")]

    @property
    def subject(self) -> Subject:
        return Subject("selection", self.id)

    @property
    def title(self) -> str:
        return _("%(n)s chosen cases") % {"n": len(self.cases)}
