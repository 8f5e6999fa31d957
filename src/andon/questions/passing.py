"""Passing a question on to the customer: whether that is allowed, and the answer to her that asks it."""

from collections.abc import Collection
from functools import cache

from django.template import Context, Template
from django.template.loader import get_template
from django.utils import translation
from django.utils.translation import gettext as _

from andon.cases.mails import LANGUAGES
from andon.cases.models import Case
from andon.catalog.models import Brand

from .models import Ask, BrandAsking
from .rules.answers import LISTED, YES_NO


def why_not(ask: Ask, case: Case, *, refused: Collection[object] | None = None) -> str:
    """Why it cannot be passed on to the customer of `case`, or "". `refused`: the brands that do not ask, if known."""
    if not ask.question.customers:
        return _("Only agents are asked.")
    if case.contact_id is None:
        return _("Nobody is known who could be asked.")
    if case.status == "closed":
        return _("The case is closed. Reopen it first.")
    refused = brands_that_do_not_ask() if refused is None else refused
    return _("Customers of this brand are not asked.") if case.brand_id in refused else ""


def brands_that_do_not_ask() -> set[object]:
    """Their ids; None among them when it is the default brand, which cases without one have. Mostly one query."""
    refused = set(BrandAsking.objects.filter(customers=False).values_list("brand_id", flat=True))
    found: set[object] = set(refused)
    if refused and Brand.objects.filter(id__in=refused, is_default=True).exists():
        found.add(None)
    return found


def proposed(ask: Ask, case: Case) -> str:
    """The answer to her, in her language; to be changed before it leaves, or sent as it is."""
    language = case.locale.replace("_", "-").split("-")[0].lower()
    language = language if language in LANGUAGES else "en"
    question = ask.question
    with translation.override(language):
        options = [_("Yes"), _("No")] if question.kind == YES_NO else []
    if question.kind in LISTED:
        options = list(question.labels_in(case.locale).values())
    first = case.contact.first_name if case.contact else ""
    context = {"name": first, "question": question.words(case.locale), "options": options}
    return _template(language).render(Context(context, autoescape=False)).strip()


@cache
def _template(language: str) -> Template:
    source = get_template(f"questions/mail/{language}/pass.txt")
    template: Template = source.template  # type: ignore[attr-defined]
    return template
