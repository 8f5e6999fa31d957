from collections.abc import Mapping, Sequence
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from andon.imports.facts import ImportMapped
from andon.imports.locking import locked_with_file
from andon.imports.models import CsvImport
from andon.imports.options import check_options
from andon.imports.reading import pieces, read_header
from andon.imports.rows import ANY_ATTRIBUTE, column_name
from andon.imports.rules.delimiters import DELIMITERS
from andon.imports.rules.encodings import ENCODINGS, decodes
from andon.imports.rules.lifecycle import MAPPING, check_move
from andon.imports.suggesting import fields_of, suggest_mapping
from andon.kit.errors import Invalid
from andon.timeline.actor import Actor
from andon.timeline.record import record


@transaction.atomic
def map_import(
    found: CsvImport,
    *,
    by: Actor,
    encoding: str = "",
    delimiter: str = "",
    mapping: Sequence[str] | None = None,
    options: Mapping[str, Any] | None = None,
) -> CsvImport:
    """Say how the file is read, and what each column goes to ("" to nothing); what was checked is to be checked anew.

    What is left out stays. Read in another way the columns are others: then the mapping is suggested anew.
    """
    found = locked_with_file(found)
    check_move(found.status, MAPPING)
    is_read_anew = _read_as(found, encoding or found.encoding, delimiter or found.delimiter)
    if is_read_anew:
        found.mapping = suggest_mapping(found)
    if mapping is not None and not (is_read_anew and len(mapping) != len(found.header)):
        found.mapping = _checked(found, mapping)
    if options is not None:
        found.options = check_options({**found.options, **options}, found.kind)
    found.status, found.checked = MAPPING, {}
    found.save()
    fact = ImportMapped(encoding=found.encoding, fields=[field for field in found.mapping if field])
    record(fact, subject=found.subject, by=by)
    return found


def _read_as(found: CsvImport, encoding: str, delimiter: str) -> bool:
    """Whether that is another way than before; raises Invalid for one in which it cannot be read."""
    if (encoding, delimiter) == (found.encoding, found.delimiter):
        return False
    if delimiter not in DELIMITERS:
        raise Invalid({"delimiter": _("A comma, a semicolon, a tab or a bar.")})
    assert found.blob_id is not None
    if encoding not in ENCODINGS or not decodes(pieces(found.blob_id), encoding):
        raise Invalid({"encoding": _("The file cannot be read in this encoding.")})
    found.encoding, found.delimiter = encoding, delimiter
    read_header(found)
    return True


def _checked(found: CsvImport, mapping: Sequence[str]) -> list[str]:
    if len(mapping) != len(found.header):
        counts = {"n": len(found.header)}
        raise Invalid({"mapping": _("The file has %(n)s columns; say of each what it goes to.") % counts})
    known, faults = dict(fields_of(found)), {}
    for place, field in enumerate(mapping):
        if field and field not in known:
            faults[f"mapping.{place}"] = _("There is no such field.")
        elif field and field != ANY_ATTRIBUTE and field in mapping[:place]:
            other = column_name(found.header, mapping.index(field))
            faults[f"mapping.{place}"] = _("“%(column)s” goes there already.") % {"column": other}
    if faults:
        raise Invalid(faults)
    return list(mapping)
