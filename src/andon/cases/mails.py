"""The mails that we write by ourselves, in the customer's language: templates/cases/mail/<language>/<name>.txt."""

from functools import cache

from django.template import Context, Template
from django.template.loader import get_template

from .from_whom import from_whom
from .models import Case

LANGUAGES = ("en", "de", "es", "fr", "it", "pt")


def mail_text(name: str, case: Case, **more: object) -> str:
    """The text of receipt, ask_solved or remind, for this case."""
    first = case.contact.first_name if case.contact else ""
    context = {"name": first, "ref": case.ref, "title": case.title, "brand": from_whom(case).brand.name, **more}
    return _template(name, _language(case.locale)).render(Context(context, autoescape=False)).strip()


def follow_line(locale: str, link: str) -> str:
    """One sentence with the link to her case, in this language."""
    return _template("follow", _language(locale)).render(Context({"link": link}, autoescape=False)).strip()


def _language(locale: str) -> str:
    found = locale.split("-")[0].split("_")[0].lower()
    return found if found in LANGUAGES else "en"


@cache
def _template(name: str, language: str) -> Template:
    source = get_template(f"cases/mail/{language}/{name}.txt")
    template: Template = source.template  # type: ignore[attr-defined]
    return template
