"""What `import_cases` takes: a case as another system kept it."""

from dataclasses import dataclass, replace
from datetime import datetime

from django.utils.translation import gettext as _

from andon.cases.case_in import CaseIn
from andon.kit import clock
from andon.kit.errors import Invalid
from andon.kit.moments import check_moment
from andon.kit.text import clean

from .models import Case
from .rules.lifecycle import CLOSED, NEW, OPEN, WAITING
from .rules.reasons import CloseReason

STATUSES = (NEW, OPEN, *WAITING, CLOSED)
"""A solved one would remind its customer: another system's solved is closed here."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportedCase:
    """`case.external_key` is needed: it makes twice impossible. `closed_at` None: with its opening."""

    case: CaseIn
    opened_at: datetime
    status: str = CLOSED
    close_reason: str = CloseReason.IMPORTED
    close_note: str = ""
    closed_at: datetime | None = None

    def checked(self) -> "ImportedCase":
        """With its texts trimmed; raises Invalid by the name of the field."""
        case = self.case.checked()
        if not case.external_key:
            raise Invalid({"external_key": _("This is needed.")})
        if self.status not in STATUSES:
            raise Invalid({"status": _("Say one of: %(statuses)s.") % {"statuses": ", ".join(STATUSES)}})
        if self.close_reason not in CloseReason.values:
            raise Invalid({"close_reason": _("Say one of: %(reasons)s.") % {"reasons": ", ".join(CloseReason.values)}})
        if _past(self.opened_at, "opened_at") > _past(self.closed_at or self.opened_at, "closed_at"):
            raise Invalid({"closed_at": _("It was closed before it was opened.")})
        return replace(self, case=case, close_note=clean(self.close_note, "close_note", 500))

    def write_on(self, row: Case) -> None:
        """How it stood there, on a row that was made as if it were new."""
        closed = self.status == CLOSED
        row.status, row.opened_at = self.status, self.opened_at
        row.last_customer_at = self.opened_at
        row.status_since = (self.closed_at or self.opened_at) if closed else self.opened_at
        if self.status not in (NEW, OPEN):
            row.unanswered_count = 0
        if closed:
            row.closed_at, row.close_note = row.status_since, self.close_note
            row.close_reason = self.close_reason
            row.spam = self.close_reason == CloseReason.SPAM


def _past(moment: datetime, field: str) -> datetime:
    if check_moment(moment, field) > clock.now():
        raise Invalid({field: _("This has not happened yet.")})
    return moment
