"""Records as rows: the cells of the mapped columns, read as their fields say; what cannot be read names its column."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from andon.customers.models import AttributeDefinition
from andon.customers.rules.typed_attributes import from_typed
from andon.kit.errors import Invalid
from andon.kit.text import clean

from .kinds.kind import ATTRIBUTE, TEXT, How, Kind, Row
from .rules.records import Record
from .rules.values import amount_of, many_of, moment_of, number_of, yes_or_no

LONGEST_CELL = 100_000
ANY_ATTRIBUTE = f"{ATTRIBUTE}*"


@dataclass(frozen=True, slots=True)
class Columns:
    """What each column of a file goes to; "" to nothing."""

    header: Sequence[str]
    mapping: Sequence[str]
    kind: Kind
    how: How
    definitions: Mapping[str, AttributeDefinition]

    def called(self, field: str) -> str:
        """The column that goes to this field (`emails.0`: to `emails`), by its name; "" for none."""
        for wanted in (field, field.partition(".")[0]):
            if wanted in self.mapping:
                return column_name(self.header, self.mapping.index(wanted))
        return ""

    def label(self, field: str) -> str:
        """The field in words, for a fault of what has no column."""
        labels = {one.key: str(one.label) for one in self.kind.fields}
        return labels.get(field, "") or labels.get(field.partition(".")[0], "")


def column_name(header: Sequence[str], place: int) -> str:
    return header[place] or _("Column %(n)s") % {"n": place + 1}


def read_row(record: Record, columns: Columns) -> Row:
    """What the record says; raises Invalid by field, "" for the whole line."""
    if record.cells is None:
        raise Invalid({"": _("This line cannot be read: a quote is not closed, or text stands after a closing one.")})
    if len(record.cells) != len(columns.header):
        counts = {"n": len(record.cells), "wanted": len(columns.header)}
        raise Invalid({"": _("This line has %(n)s cells; the first line has %(wanted)s.") % counts})
    row: dict[str, Any] = {}
    for place, field in enumerate(columns.mapping):
        text = clean(record.cells[place], field, LONGEST_CELL) if field else ""
        if not text:
            continue
        if field.startswith(ATTRIBUTE):
            row.setdefault("attributes", {}).update(_attribute(field, text, place, columns))
        else:
            row[field] = _value(text, field, columns)
    return row


def _value(text: str, field: str, columns: Columns) -> Any:
    reads = next((one.reads for one in columns.kind.fields if one.key == field), TEXT)
    match reads:
        case "moment":
            return moment_of(text, field, month_first=columns.how.month_first, zone=columns.how.zone)
        case "amount":
            return amount_of(text, field)
        case "number":
            return number_of(text, field)
        case "yes_no":
            return yes_or_no(text, field)
        case "many":
            return many_of(text)
    return text


def _attribute(field: str, text: str, place: int, columns: Columns) -> dict[str, Any]:
    if field == ANY_ATTRIBUTE:
        return {column_name(columns.header, place): text}
    key = field.removeprefix(ATTRIBUTE)
    definition = columns.definitions.get(key)
    if definition is None:
        raise Invalid({field: _("No attribute of this name is defined.")})
    if definition.kind == "bool" and not definition.many:
        return {key: yes_or_no(text, field)}
    return {
        key: from_typed("\n".join(many_of(text)) if definition.many else text, definition.kind, many=definition.many)
    }
