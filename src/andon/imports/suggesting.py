"""What the columns of a file probably mean, and what they may mean."""

from collections.abc import Sequence

from django.utils.translation import gettext as _

from andon.customers.models import AttributeDefinition

from .kinds.kind import ATTRIBUTE
from .kinds.registry import KINDS
from .models import CsvImport
from .rows import ANY_ATTRIBUTE
from .rules.headers import suggest


def suggest_mapping(found: CsvImport) -> list[str]:
    """A field for each column, "" where its name says nothing."""
    kind = KINDS[found.kind]
    names: dict[str, Sequence[str]] = {one.key: [*one.names.split("|"), one.key] for one in kind.fields}
    if kind.defined:
        for definition in AttributeDefinition.objects.all():
            names[f"{ATTRIBUTE}{definition.key}"] = (definition.label, definition.key)
    meant = suggest(found.header, names)
    return [meant.get(place, "") for place in range(len(found.header))]


def fields_of(found: CsvImport) -> list[tuple[str, str]]:
    """What a column may go to, with its words."""
    kind = KINDS[found.kind]
    fields = [(one.key, str(one.label)) for one in kind.fields]
    if kind.defined:
        fields += [(f"{ATTRIBUTE}{one.key}", one.label) for one in AttributeDefinition.objects.all()]
    return [*fields, (ANY_ATTRIBUTE, _("Kept with it, under this name"))] if kind.free else fields
