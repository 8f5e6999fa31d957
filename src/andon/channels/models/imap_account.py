from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils.translation import gettext_lazy as _

from .mailbox import Mailbox


class Security(models.TextChoices):
    TLS = "tls", _("TLS from the start (port 993)")
    STARTTLS = "starttls", _("STARTTLS (port 143)")
    NONE = "none", _("None (only on this machine)")


class Preset(models.TextChoices):
    PASSWORD = "password", _("With a password")
    MICROSOFT = "microsoft", _("Microsoft 365 (OAuth)")
    GOOGLE = "google", _("Google (OAuth)")
    OTHER = "other", _("Another OAuth server")


class ImapAccount(models.Model):
    """How a mailbox is fetched, and how far. `secret` is the password or the refresh token; both secrets are sealed.

    `last_uid` of `uid_validity` is the last mail that was taken; `untidy` are those taken and not yet marked there.
    `move_to` "" marks what was taken as read and leaves it where it is. `changed_at` tells the watchers to begin anew.
    """

    mailbox = models.OneToOneField(Mailbox, primary_key=True, on_delete=models.CASCADE, related_name="imap")
    host = models.CharField(max_length=253)
    port = models.PositiveIntegerField(default=993)
    security = models.CharField(max_length=8, choices=Security, default=Security.TLS)
    sign_in = models.CharField(max_length=10, choices=Preset, default=Preset.PASSWORD)
    user = models.CharField(max_length=254)
    secret = models.TextField(default="")
    client_id = models.CharField(max_length=254, default="", blank=True)
    client_secret = models.TextField(default="", blank=True)
    token_url = models.CharField(max_length=500, default="", blank=True)
    folder = models.CharField(max_length=200, default="INBOX")
    move_to = models.CharField(max_length=200, default="", blank=True)
    poll_seconds = models.PositiveIntegerField(default=60)
    changed_at = models.DateTimeField()
    uid_validity = models.BigIntegerField(null=True)
    last_uid = models.BigIntegerField(default=0)
    untidy = ArrayField(models.BigIntegerField(), default=list)
