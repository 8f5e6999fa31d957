"""What administrators type about mailboxes, and agents about addresses."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from andon.catalog.models import Brand
from andon.people.models import Team

from .models import ImapAccount, Mailbox
from .models.imap_account import Preset, Security
from .models.mailbox import Kind
from .models.provider_hook import Provider


def _secret(label: Any, **more: Any) -> forms.CharField:
    """Typed, never shown again; empty leaves what is there."""
    widget = forms.PasswordInput(attrs={"autocomplete": "off"})
    return forms.CharField(label=label, required=False, strip=False, widget=widget, **more)


class MailboxForm(forms.Form):
    address = forms.CharField(label=_("Address"), max_length=254, widget=forms.EmailInput)
    name = forms.CharField(
        label=_("Sender’s name"), max_length=120, required=False, help_text=_("Without it, the brand’s.")
    )
    brand = forms.ModelChoiceField(
        Brand.objects.all(), label=_("Brand"), required=False, empty_label=_("The default brand")
    )
    team = forms.ModelChoiceField(Team.objects.all(), label=_("Team"), required=False, empty_label=_("The usual team"))
    kind = forms.ChoiceField(label=_("How its mail comes in"), choices=Kind.choices)


class MailboxDetailsForm(MailboxForm):
    bounce_address = forms.CharField(
        label=_("Address for reports of failure"),
        max_length=254,
        required=False,
        widget=forms.EmailInput,
        help_text=_(
            "Without one they come to the mailbox itself. Mail to it must reach Andon with anything after a +."
        ),
    )
    relay = _secret(
        _("Relay of its own"), max_length=500, help_text=_("smtp://user:password@host:587. Empty: as it is now.")
    )
    own_relay = forms.BooleanField(label=_("It has a relay of its own"), required=False)

    @staticmethod
    def shown(mailbox: Mailbox) -> dict[str, Any]:
        names = ("address", "name", "brand", "team", "kind", "bounce_address")
        return {name: getattr(mailbox, name) for name in names} | {"own_relay": bool(mailbox.relay)}

    def given(self) -> dict[str, Any]:
        """What `put_mailbox` takes: without a relay of its own the sealed one goes."""
        given = dict(self.cleaned_data)
        own = given.pop("own_relay")
        given["relay"] = (given["relay"] or None) if own or given["relay"] else ""
        return given


class ImapForm(forms.Form):
    sign_in = forms.ChoiceField(label=_("How to sign in"), choices=Preset.choices)
    host = forms.CharField(
        label=_("Server"), max_length=253, required=False, help_text=_("Microsoft’s and Google’s are known.")
    )
    port = forms.IntegerField(label=_("Port"), min_value=1, max_value=65_535, initial=993)
    security = forms.ChoiceField(label=_("Encryption"), choices=Security.choices)
    user = forms.CharField(label=_("User"), max_length=254, required=False, help_text=_("Without it, the address."))
    secret = _secret(_("Password, or refresh token"), max_length=8_000, help_text=_("Empty: as it is now."))
    client_id = forms.CharField(label=_("OAuth client id"), max_length=254, required=False)
    client_secret = _secret(_("OAuth client secret"), max_length=8_000, help_text=_("Empty: as it is now."))
    token_url = forms.CharField(
        label=_("OAuth token address"), max_length=500, required=False, help_text=_("Only for another OAuth server.")
    )
    folder = forms.CharField(label=_("Folder"), max_length=200, initial="INBOX")
    move_to = forms.CharField(
        label=_("Move what was taken to"),
        max_length=200,
        required=False,
        help_text=_("A folder that exists. Empty: it stays, marked as read."),
    )
    poll_seconds = forms.IntegerField(
        label=_("Seconds between looks"),
        min_value=10,
        max_value=3_600,
        initial=60,
        help_text=_("Only for a server that does not tell us of new mail by itself."),
    )

    @staticmethod
    def shown(account: ImapAccount | None) -> dict[str, Any]:
        names = set(ImapForm.base_fields) - {"secret", "client_secret"}
        return {name: getattr(account, name) for name in names} if account else {}


class HookForm(forms.Form):
    provider = forms.ChoiceField(label=_("Provider"), choices=Provider.choices)
    signing_key = _secret(
        _("Signing key"),
        max_length=500,
        help_text=_("Mailgun’s HTTP webhook signing key, or SendGrid’s verification key. Empty: as it is now."),
    )
    new_secret = forms.BooleanField(label=_("Make a new password for the address"), required=False)


class SuppressionForm(forms.Form):
    address = forms.CharField(label=_("E-mail address"), max_length=254, widget=forms.EmailInput)
    why = forms.CharField(label=_("Why"), max_length=500)
