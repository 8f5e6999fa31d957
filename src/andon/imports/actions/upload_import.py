from datetime import timedelta

from django.db import transaction
from django.utils.translation import gettext as _

from andon.imports.facts import ImportUploaded
from andon.imports.forgetting import plan_forgetting
from andon.imports.models import CsvImport
from andon.imports.models.csv_import import KindName
from andon.imports.reading import first_rows, read_header
from andon.imports.rules.delimiters import guess_delimiter
from andon.imports.rules.encodings import guess_encoding, mark_length
from andon.imports.rules.values import is_month_first
from andon.imports.suggesting import suggest_mapping
from andon.kit import clock
from andon.kit.errors import Invalid, TooLarge
from andon.kit.text import scrub
from andon.people.called import called
from andon.people.models import User
from andon.timeline.actor import Actor
from andon.timeline.record import record
from andon.work.blobs import keep

MOST_BYTES = 25 * 1024 * 1024
KEPT = timedelta(days=30)
_LOOK = 64 * 1024
_MOST_LOOKED_AT = 50


@transaction.atomic
def upload_import(*, kind: str, name: str, content: bytes, by: Actor) -> CsvImport:
    """Keep a spreadsheet (CSV, at most 25 MB), and guess its encoding, its delimiter and what its columns mean.

    Nothing is taken in yet. The file is forgotten 30 days after it was taken in or left.
    """
    if kind not in KindName.values:
        raise Invalid({"kind": _("Say one of: %(kinds)s.") % {"kinds": ", ".join(KindName.values)}})
    _check(content)
    now = clock.now()
    encoding = guess_encoding(content)
    look = content[mark_length(content[:4], encoding) : _LOOK].decode(encoding, errors="ignore")
    found = CsvImport(
        kind=kind,
        name=scrub(name.replace("\\", "/").rpartition("/")[2]).strip()[:200] or _("a file"),
        blob=keep(content),
        size=len(content),
        encoding=encoding,
        delimiter=guess_delimiter(look.replace("\r\n", "\n").replace("\r", "\n").split("\n")[:_MOST_LOOKED_AT]),
        uploaded_by=by.key,
        uploaded_by_name=called(by),
        uploaded_at=now,
        forget_at=now + KEPT,
    )
    read_header(found)
    found.mapping = suggest_mapping(found)
    found.options = _options(found, by)
    found.save()
    plan_forgetting(found)
    record(ImportUploaded(kind=kind, size=found.size), subject=found.subject, by=by)
    return found


def _check(content: bytes) -> None:
    if len(content) > MOST_BYTES:
        raise TooLarge(_("A file may have at most 25 MB."))
    if not content.strip():
        raise Invalid({"file": _("This file is empty.")})
    if content.startswith((b"PK\x03\x04", b"\xd0\xcf\x11\xe0")):
        raise Invalid({"file": _("This is a workbook, not a CSV. Save the sheet as CSV (UTF-8) and bring that.")})


def _options(found: CsvImport, by: Actor) -> dict[str, object]:
    zone = User.objects.filter(id=by.user_id).values_list("time_zone", flat=True).first() if by.user_id else None
    cells = [cell for one in first_rows(found, 100) for cell in one.cells or []]
    options: dict[str, object] = {"month_first": is_month_first(cells), "zone": zone or "UTC"}
    return options | ({"source": "other"} if found.kind == "signals" else {})
