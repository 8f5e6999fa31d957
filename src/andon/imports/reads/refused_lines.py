"""What was refused, as a CSV that no spreadsheet takes for formulas."""

from django.utils.translation import gettext as _

from andon.imports.models import CsvImport
from andon.kit.safe_cells import safe_csv


def refused_lines(found: CsvImport) -> bytes:
    rows = found.faults.values_list("line", "column", "reason")
    return safe_csv([(_("Line"), _("Column"), _("Why")), *rows])
