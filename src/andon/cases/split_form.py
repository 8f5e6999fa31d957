"""What an agent says when she splits a part of a case off."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from andon.conversations.models import Message
from andon.kit.ids import new_id
from andon.kit.text import excerpt
from andon.people.models import Team, User
from andon.ui.templatetags.ui import day_time

from .forms import find_receivers
from .models import Case, Participant


class SplitForm(forms.Form):
    messages = forms.MultipleChoiceField(label=_("What goes into the new case"), widget=forms.CheckboxSelectMultiple)
    title = forms.CharField(label=_("What it is about"), max_length=200)
    to = forms.ChoiceField(
        label=_("Who gets it"), required=False, help_text=_("Empty: the least loaded of this case's team.")
    )
    copies = forms.MultipleChoiceField(
        label=_("In copy of the new case"), required=False, widget=forms.CheckboxSelectMultiple
    )
    tell = forms.BooleanField(
        label=_("Tell the customer that it is a case of its own"),
        required=False,
        help_text=_("A short mail in her language. Otherwise she hears of it by your first answer."),
    )
    nonce = forms.CharField(required=False, max_length=32, widget=forms.HiddenInput)

    def __init__(self, *args: Any, case: Case, written: Sequence[Message], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.written = {str(message.id): message for message in written}
        copied = Participant.objects.filter(case=case).exclude(address="").values_list("address", flat=True)
        choices: dict[str, Any] = {
            "messages": [(key, _said(message)) for key, message in self.written.items()],
            "to": find_receivers(),
            "copies": [(address, address) for address in copied],
        }
        for name, given in choices.items():
            self.fields[name].choices = given  # type: ignore[attr-defined]
        if not choices["copies"]:
            del self.fields["copies"]
        self.fields["to"].initial = f"user:{case.owner_id}" if case.owner_id else ""
        self.fields["nonce"].initial = new_id().hex

    def given(self) -> dict[str, Any]:
        """What `split_case` takes."""
        said = self.cleaned_data
        kind, _colon, key = said["to"].partition(":")
        return {
            "messages": [self.written[one] for one in said["messages"]],
            "title": said["title"],
            "owner": User.objects.get(id=key) if kind == "user" else None,
            "team": Team.objects.get(id=key) if kind == "team" else None,
            "copies": said.get("copies", []),
            "tell": said["tell"],
            "key": said["nonce"],
        }


def _said(message: Message) -> str:
    return f"{message.author_name}, {day_time(message.written_at)}: {excerpt(message.body, 160)}"
