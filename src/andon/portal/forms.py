"""What customers type."""

import re
from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _

from andon.catalog.models import Capability
from andon.conversations.keep_files import MOST_BYTES
from andon.conversations.message_in import AttachmentIn

MOST_FILES = 10
NONCE = re.compile(r"[0-9a-f]{32}")


TOO_MUCH = _("The files of one message may have 25 MB together.")


class _FilesInput(forms.FileInput):
    allow_multiple_selected = True

    def __init__(self) -> None:
        super().__init__({"data-most": MOST_BYTES // 1024 // 1024, "data-too-much": TOO_MUCH})


class FilesField(forms.FileField):
    """Several files; its value is what `write_messages` takes."""

    widget = _FilesInput

    def clean(self, data: Any, initial: Any = None) -> list[AttachmentIn]:
        files: list[UploadedFile[bytes]] = [file for file in (data or []) if file]
        if len(files) > MOST_FILES:
            raise forms.ValidationError(_("At most 10 files at once."))
        if sum(file.size or 0 for file in files) > MOST_BYTES:
            raise forms.ValidationError(TOO_MUCH)
        return [
            AttachmentIn(
                name=file.name or "",
                content=file.read(),
                content_type=file.content_type or "application/octet-stream",
            )
            for file in files
        ]


class _WithFiles(forms.Form):
    """A browser empties file fields when a form comes back; that is said where it happens."""

    attachments = FilesField(label=_("Pictures or files"), required=False, help_text=_("25 MB together"))
    nonce = forms.CharField(required=False, widget=forms.HiddenInput)

    def clean_nonce(self) -> str:
        """Another one than we gave is none."""
        nonce: str = self.cleaned_data["nonce"]
        return nonce if NONCE.fullmatch(nonce) else ""

    def tell_of_lost_files(self) -> None:
        """Call before a form with faults is shown again."""
        if self.files.getlist("attachments") and not self.has_error("attachments"):
            self.add_error("attachments", _("Choose your files again: they could not be kept."))


class ReportForm(_WithFiles):
    body = forms.CharField(
        label=_("What happens"),
        max_length=20_000,
        widget=forms.Textarea({"rows": 4}),
        help_text=_("In your own words: what you did, and what you saw"),
    )
    about = forms.ModelChoiceField(
        Capability.objects.all(), label=_("What is it about"), required=False, empty_label=_("I do not know")
    )
    order_number = forms.CharField(label=_("Order or invoice number"), max_length=60, required=False)
    name = forms.CharField(label=_("Your name"), max_length=200, widget=forms.TextInput({"autocomplete": "name"}))
    email = forms.EmailField(
        label=_("Your e-mail address"),
        max_length=254,
        help_text=_("We answer to this address"),
        widget=forms.EmailInput({"autocomplete": "email"}),
    )
    website = forms.CharField(
        label=_("Leave this empty"),
        required=False,
        widget=forms.TextInput({"autocomplete": "off", "tabindex": "-1"}),
    )
    field_order = ["body", "about", "order_number", "attachments", "name", "email", "website", "nonce"]

    def clean_website(self) -> str:
        """Only robots fill in what nobody sees."""
        if self.cleaned_data["website"]:
            raise forms.ValidationError(_("Leave this empty: it is there to catch robots."))
        return ""


class MessageForm(_WithFiles):
    body = forms.CharField(max_length=20_000, required=False, widget=forms.Textarea({"rows": 3}))
    field_order = ["body", "attachments", "nonce"]

    def clean(self) -> None:
        if not self.errors and not self.cleaned_data["body"] and not self.cleaned_data["attachments"]:
            self.add_error("body", _("Write something first."))


class FindForm(forms.Form):
    email = forms.EmailField(
        label=_("Your e-mail address"), max_length=254, widget=forms.EmailInput({"autocomplete": "email"})
    )
