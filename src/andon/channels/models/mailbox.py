from django.db import models
from django.utils.translation import gettext_lazy as _

from andon.catalog.models import Brand
from andon.kit.ids import new_id
from andon.kit.subject import Subject
from andon.people.models import Team


class Kind(models.TextChoices):
    LISTENER = "listener", _("Our own door: a mail server hands it over by SMTP or LMTP")
    IMAP = "imap", _("IMAP: we fetch it")
    PROVIDER = "provider", _("A mail provider calls us (webhook)")


class Mailbox(models.Model):
    """An address of ours: mail to it opens cases of this brand and team, and their answers leave from it.

    `brand` None is the default brand, `team` None the usual team. `name` stands in the sender's place of the brand's.
    `bounce_address` is where reports of failed delivery go ("" is the address itself, each with a token of its own).
    `relay` is sealed; "" is the configured relay.
    """

    id = models.UUIDField(primary_key=True, default=new_id)
    address = models.CharField(max_length=254, unique=True)
    name = models.CharField(max_length=120, default="", blank=True)
    brand = models.ForeignKey(Brand, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    team = models.ForeignKey(Team, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    kind = models.CharField(max_length=12, choices=Kind, default=Kind.LISTENER)
    bounce_address = models.CharField(max_length=254, default="", blank=True)
    relay = models.TextField(default="", blank=True)
    enabled = models.BooleanField(default=True)
    made_at = models.DateTimeField()
    tried_at = models.DateTimeField(null=True)
    well_at = models.DateTimeField(null=True)
    error = models.TextField(default="")

    class Meta:
        ordering = ["made_at", "id"]

    def __str__(self) -> str:
        return self.address

    @property
    def subject(self) -> Subject:
        return Subject("mailbox", self.id)

    @property
    def is_stored(self) -> bool:
        """Not so the one that only the settings name."""
        return not self._state.adding

    @property
    def domain(self) -> str:
        return self.address.rpartition("@")[2]
