"""A label in several languages: the reader's, else its main language's (pt for pt-BR), else English, else any."""

from collections.abc import Mapping

from django.utils.translation import gettext as _

from andon.kit.errors import Invalid
from andon.kit.text import clean


def spoken(labels: Mapping[str, str], language: str) -> str:
    """The text for this reader; "" when there is none at all."""
    wanted = (language, language.replace("_", "-").split("-")[0], "en", *labels)
    return next((labels[code] for code in wanted if labels.get(code)), "")


def clean_labels(
    labels: Mapping[str, str], field: str, limit: int, languages: Mapping[str, object], *, required: bool = False
) -> dict[str, str]:
    """Trimmed, empty ones left out; Invalid by the name of the field for a language that we do not speak."""
    if unknown := next((code for code in labels if code not in languages), None):
        raise Invalid({field: _("“%(code)s” is none of our languages.") % {"code": unknown[:12]}})
    kept = {code: clean(text, field, limit) for code, text in labels.items()}
    kept = {code: text for code, text in kept.items() if text}
    if required and not kept:
        raise Invalid({field: _("This is needed.")})
    return kept
