from django.db import models

from .mailbox import Mailbox


class Provider(models.TextChoices):
    MAILGUN = "mailgun", "Mailgun"
    POSTMARK = "postmark", "Postmark"
    SENDGRID = "sendgrid", "SendGrid"
    SES = "ses", "Amazon SES"


class ProviderHook(models.Model):
    """How a provider proves that it is the one who calls: a name and a password in the address, and where it signs, its
    key. Both are sealed."""

    mailbox = models.OneToOneField(Mailbox, primary_key=True, on_delete=models.CASCADE, related_name="hook")
    provider = models.CharField(max_length=12, choices=Provider)
    secret = models.TextField()
    signing_key = models.TextField(default="", blank=True)
