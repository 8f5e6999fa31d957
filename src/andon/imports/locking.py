from django.utils.translation import gettext as _

from andon.kit.errors import Conflict

from .models import CsvImport


def locked(found: CsvImport) -> CsvImport:
    """As it is now, held for change; a chunk that is being taken in is waited for."""
    return CsvImport.objects.select_for_update().get(pk=found.pk)


def locked_with_file(found: CsvImport) -> CsvImport:
    """Raises Conflict when its file was forgotten."""
    found = locked(found)
    if found.blob_id is None:
        raise Conflict(_("The file is not kept any more; upload it again."))
    return found
