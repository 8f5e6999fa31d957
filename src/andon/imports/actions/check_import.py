from django.db import transaction
from django.utils.translation import gettext as _

from andon.imports.facts import ImportCheckStarted
from andon.imports.kinds.registry import KINDS
from andon.imports.locking import locked_with_file
from andon.imports.models import CsvImport
from andon.imports.rules.lifecycle import CHECKING, check_move
from andon.imports.suggesting import fields_of
from andon.imports.working import begin_anew, plan_chunk
from andon.kit.errors import Invalid
from andon.timeline.actor import Actor
from andon.timeline.record import record


@transaction.atomic
def check_import(found: CsvImport, *, by: Actor) -> CsvImport:
    """Check every line as due work, changing nothing: what would be new, changed, unchanged, and what is refused."""
    found = locked_with_file(found)
    if found.status == CHECKING:
        return found
    check_move(found.status, CHECKING)
    _check_needed(found)
    begin_anew(found)
    found.status, found.checked, found.started_by = CHECKING, {}, by.key
    found.save()
    plan_chunk(found)
    record(ImportCheckStarted(), subject=found.subject, by=by)
    return found


def _check_needed(found: CsvImport) -> None:
    called = dict(fields_of(found))
    for one_of in KINDS[found.kind].needed:
        if not set(one_of) & set(found.mapping):
            names = ", ".join(called[field] for field in one_of)
            raise Invalid({"mapping": _("No column goes to any of: %(fields)s.") % {"fields": names}})
