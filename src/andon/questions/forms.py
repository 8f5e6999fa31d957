"""What engineers ask, and what agents answer."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.conf import settings
from django.conf.locale import LANG_INFO
from django.utils.translation import gettext_lazy as _

from andon.customers.models import AttributeDefinition
from andon.incidents.forms import moment

from .models import Ask
from .models.question import AnswerKind
from .question_in import QuestionIn, Translation
from .rules.answers import CHOICE, CHOICES, KINDS, NUMBER, YES_NO
from .rules.shape import BECOMES, MOST_WORDS

_LINES = forms.Textarea(attrs={"rows": 4})


class AskForm(forms.Form):
    text = forms.CharField(
        label=_("Your question"), max_length=MOST_WORDS, help_text=_("Short, as an agent can ask a customer.")
    )
    kind = forms.ChoiceField(label=_("What is answered"), choices=AnswerKind.choices, initial=AnswerKind.CHOICE)
    choices = forms.CharField(
        label=_("Choices, one a line"),
        required=False,
        max_length=4000,
        widget=_LINES,
        help_text=_("“Cannot tell” is always there."),
    )
    attribute = forms.ChoiceField(
        label=_("Its answers can become"),
        required=False,
        help_text=_("An attribute that we know of some customers already: later, and only when somebody says so."),
    )
    customers = forms.BooleanField(
        label=_("Agents may pass it on to customers"),
        required=False,
        help_text=_("No customer hears of it before an agent sends it."),
    )
    open_until = moment(
        _("Ask until"), required=False, help_text=_("Empty: until it is closed, or the incident is over.")
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["attribute"].choices = [("", _("Nothing, it only counts")), *_attributes()]  # type: ignore[attr-defined]
        self.languages = [code for code, _name in settings.LANGUAGES]
        for code in self.languages:
            self.fields[f"text_{code}"] = forms.CharField(label=_("Question"), required=False, max_length=MOST_WORDS)
            self.fields[f"choices_{code}"] = forms.CharField(
                label=_("Choices in the same order"), required=False, max_length=4000, widget=_LINES
            )

    @property
    def first(self) -> list[forms.BoundField]:
        return [self[name] for name in AskForm.base_fields]

    @property
    def translated(self) -> list[tuple[str, forms.BoundField, forms.BoundField]]:
        """For each language its name and its two fields."""
        return [
            (LANG_INFO[code]["name_local"].capitalize(), self[f"text_{code}"], self[f"choices_{code}"])
            for code in self.languages
        ]

    @property
    def has_translations(self) -> bool:
        return any(text.value() or choices.value() for _name, text, choices in self.translated)

    def given(self) -> QuestionIn:
        typed = self.cleaned_data
        of, _colon, key = typed["attribute"].partition(":")
        return QuestionIn(
            text=typed["text"],
            kind=typed["kind"],
            choices=typed["choices"].splitlines() if typed["kind"] in (CHOICE, CHOICES) else (),
            attribute=key,
            attribute_of=of or "account",
            customers=typed["customers"],
            open_until=typed["open_until"],
            translations={
                code: Translation(text=typed[f"text_{code}"], choices=typed[f"choices_{code}"].splitlines())
                for code in self.languages
                if typed[f"text_{code}"] or typed[f"choices_{code}"].strip()
            },
        )


def _attributes() -> Iterable[tuple[str, str]]:
    useful = {kind for kinds in BECOMES.values() for kind in kinds}
    for one in AttributeDefinition.objects.filter(kind__in=useful, hierarchy=False):
        yield (f"account:{one.key}", _("%(name)s of the account") % {"name": one.label})
        yield (f"contact:{one.key}", _("%(name)s of the contact") % {"name": one.label})


class AnswerForm(forms.Form):
    """One field, of the kind that the question asks for."""

    def __init__(self, *args: Any, ask: Ask, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["value"] = _field(ask)


def _field(ask: Ask) -> forms.Field:
    question, label = ask.question, ask.question.text
    assert question.kind in KINDS
    if question.kind == YES_NO:
        pairs = [("yes", _("Yes")), ("no", _("No"))]
        return forms.ChoiceField(label=label, choices=pairs, widget=forms.RadioSelect)
    if question.kind == CHOICE:
        return forms.ChoiceField(label=label, choices=list(question.labels.items()), widget=forms.RadioSelect)
    if question.kind == CHOICES:
        boxes = forms.CheckboxSelectMultiple
        return forms.MultipleChoiceField(label=label, choices=list(question.labels.items()), widget=boxes)
    attrs = {"autocomplete": "off", "autofocus": True} | ({"inputmode": "decimal"} if question.kind == NUMBER else {})
    return forms.CharField(label=label, max_length=MOST_WORDS, widget=forms.TextInput(attrs=attrs))


class PassForm(forms.Form):
    body = forms.CharField(label=_("Your answer to her"), max_length=100_000, widget=forms.Textarea(attrs={"rows": 10}))


class ReopenForm(forms.Form):
    open_until = moment(_("Ask until"), required=False)
