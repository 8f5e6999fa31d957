"""Attributes and their values in the reader's words: labels, countries, languages, paths, versions."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from babel import Locale, UnknownLocaleError
from django.utils.formats import number_format
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from andon.customers.models import AttributeDefinition
from andon.customers.models.account import Tier
from andon.impact.rules.attributes import FLAG, LEVEL, plain_value

PARTS = {
    "northern-europe": gettext_lazy("northern Europe"),
    "western-europe": gettext_lazy("western Europe"),
    "southern-europe": gettext_lazy("southern Europe"),
    "eastern-europe": gettext_lazy("eastern Europe"),
    "northern-america": gettext_lazy("northern America"),
    "central-america": gettext_lazy("central America"),
    "south-america": gettext_lazy("South America"),
    "caribbean": gettext_lazy("the Caribbean"),
    "northern-africa": gettext_lazy("northern Africa"),
    "western-africa": gettext_lazy("western Africa"),
    "middle-africa": gettext_lazy("middle Africa"),
    "eastern-africa": gettext_lazy("eastern Africa"),
    "southern-africa": gettext_lazy("southern Africa"),
    "western-asia": gettext_lazy("western Asia"),
    "central-asia": gettext_lazy("central Asia"),
    "southern-asia": gettext_lazy("southern Asia"),
    "eastern-asia": gettext_lazy("eastern Asia"),
    "south-eastern-asia": gettext_lazy("south-eastern Asia"),
    "oceania": gettext_lazy("Oceania"),
}
PLACES = frozenset({"country", "part"})


@dataclass(frozen=True, slots=True)
class ValueWords:
    """`labels` and `kinds` of the attributes as they are defined now."""

    labels: Mapping[str, str]
    kinds: Mapping[str, str]
    locale: Locale = field(default_factory=lambda: _locale())

    def label(self, attr: str) -> str:
        """What the attribute is called; of one of several values: with that value."""
        key, _flag, value = attr.partition(FLAG)
        name = self.labels.get(key.partition(LEVEL)[0], key)
        return f"{name} {value}" if value else name

    def value(self, attr: str, value: Any) -> str:
        if value is None:
            return _("not set")
        if isinstance(value, bool):
            return _("yes") if value else _("no")
        key = attr.partition(LEVEL)[0]
        if isinstance(value, int | float):
            return number_format(f"{value:g}")
        if key != attr:
            steps = str(value).split(LEVEL)
            return steps[0] if len(steps) == 1 else f"{steps[0]} {steps[-1]}"
        return self._named(key, str(plain_value(value, ordered=self.kinds.get(key) == "ord")))

    def _named(self, key: str, value: str) -> str:
        if key == "part":
            return str(PARTS.get(value, value))
        if key == "country":
            return str(self.locale.territories.get(value, value))
        if key == "locale":
            return str(self.locale.languages.get(value.partition("-")[0], value))
        if key == "tier":
            return str(dict(Tier.choices).get(value, value)).lower()
        return value

    def one_of(self, attr: str, values: Sequence[Any]) -> str:
        """ "Spain, Portugal or Italy"."""
        said = [self.value(attr, value) for value in values]
        if len(said) < 2:
            return "".join(said)
        return _("%(others)s or %(last)s") % {"others": ", ".join(said[:-1]), "last": said[-1]}


def plain_key(attr: str) -> str:
    """Of a column that was made from an attribute: that attribute."""
    return attr.partition(FLAG)[0].partition(LEVEL)[0]


def value_words() -> ValueWords:
    """One query."""
    own = {"country": _("Country"), "part": _("Region"), "tier": _("Tier"), "locale": _("Language")}
    rows = AttributeDefinition.objects.values_list("key", "label", "kind")
    return ValueWords(own | {key: label for key, label, _kind in rows}, {key: kind for key, _label, kind in rows})


def _locale() -> Locale:
    try:
        return Locale.parse((get_language() or "en").replace("-", "_"))
    except (UnknownLocaleError, ValueError):
        return Locale("en")
