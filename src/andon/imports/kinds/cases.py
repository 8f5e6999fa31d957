"""Old cases with their own times. Who wrote is known by her address, or becomes a contact; nobody is written to."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TypeVar

from django.utils.translation import gettext as _

from andon.cases.actions.import_cases import Brought, import_cases
from andon.cases.case_in import CaseIn
from andon.cases.imported_case import ImportedCase
from andon.cases.rules.lifecycle import CLOSED
from andon.cases.rules.reasons import CloseReason
from andon.customers.actions.meet_contacts import meet_contacts
from andon.customers.actions.put_contacts import ContactIn
from andon.customers.models import Account, Contact
from andon.kit.errors import Invalid, Refused
from andon.people.models import Team, User
from andon.timeline.actor import Actor

from .case_fields import FIELDS, REASON_OF, STATUS_OF
from .kind import CREATED, UNCHANGED, How, Kind, Row
from .named import accounts_named, one_account, owners_named, teams_named
from .row_key import row_key

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class _Named:
    accounts: Mapping[str, list[Account]]
    teams: Mapping[str, Team]
    owners: Mapping[str, User]


def put(rows: Sequence[Row], how: How, by: Actor) -> Sequence[str | Refused]:
    named = _Named(
        accounts=accounts_named(row.get("account", "") for row in rows),
        teams=teams_named(row.get("team", "") for row in rows),
        owners=owners_named(row.get("owner", "") for row in rows),
    )
    given = [_given(row, named, how) for row in rows]
    # Only of lines that are right so far: another would leave a stranger behind, and no case.
    people = _meet([row for row, one in zip(rows, given, strict=True) if isinstance(one, ImportedCase)], by)
    given = [_of_her(one, row, people) for row, one in zip(rows, given, strict=True)]
    good = [one for one in given if isinstance(one, ImportedCase)]
    brought = iter(import_cases(good, by=by, only_check=how.only_check))
    return [_told(next(brought)) if isinstance(one, ImportedCase) else one for one in given]


def _told(brought: Brought | Refused) -> str | Refused:
    if isinstance(brought, Refused):
        return brought
    return CREATED if brought.is_new else UNCHANGED


def _meet(rows: Sequence[Row], by: Actor) -> dict[str, Contact]:
    people = {
        row["email"]: ContactIn(
            name=row.get("name") or row["email"].partition("@")[0],
            emails=[row["email"]],
            locale=row.get("locale", ""),
        )
        for row in rows
        if row.get("email")
    }
    return meet_contacts(people, by=by)


def _of_her(given: ImportedCase | Refused, row: Row, people: Mapping[str, Contact]) -> ImportedCase | Refused:
    if isinstance(given, Refused) or not row.get("email"):
        return given
    contact = people.get(row["email"])
    if contact is None:
        return Invalid({"email": _("This is not an e-mail address.")})
    case = replace(
        given.case,
        contact=contact,
        account=given.case.account or contact.account,
        locale=row.get("locale", "") or contact.speaks,
        verified=True,
    )
    return replace(given, case=case)


def _given(row: Row, named: _Named, how: How) -> ImportedCase | Refused:
    try:
        return _read(row, named, how).checked()
    except Refused as refused:
        return refused


def _read(row: Row, named: _Named, how: How) -> ImportedCase:
    if "opened_at" not in row:
        raise Invalid({"opened_at": _("This is needed.")})
    case = CaseIn(
        title=row.get("title", ""),
        body=row.get("body", ""),
        account=one_account(row.get("account", ""), named.accounts),
        team=_one(row, "team", named.teams, _("There is no such team.")) or how.team,
        owner=_one(row, "owner", named.owners, _("Nobody who answers customers is called this.")),
        channel="import",
        locale=row.get("locale", ""),
        tags=row.get("tags", []),
        order_number=row.get("order_number", ""),
        receipt=False,
        external_key=row.get("external_key") or row_key(row),
    )
    return ImportedCase(
        case=case,
        opened_at=row["opened_at"],
        closed_at=row.get("closed_at"),
        status=_status(row),
        close_reason=_reason(row),
        close_note=row.get("close_note", ""),
    )


def _one(row: Row, field: str, known: Mapping[str, T], missing: str) -> T | None:
    text = row.get(field, "").casefold()
    if text and text not in known:
        raise Invalid({field: missing})
    return known.get(text)


def _status(row: Row) -> str:
    said = row.get("status", "").casefold()
    if said and said not in STATUS_OF:
        raise Invalid({"status": _("“%(value)s” is no status that is known here.") % {"value": said[:40]}})
    return STATUS_OF.get(said, CLOSED)


def _reason(row: Row) -> str:
    said = row.get("close_reason", "").casefold()
    if said and said not in REASON_OF:
        raise Invalid({"close_reason": _("“%(value)s” is no reason that is known here.") % {"value": said[:40]}})
    return REASON_OF.get(said, CloseReason.IMPORTED)


CASES = Kind("cases", FIELDS, put, needed=(("title",), ("opened_at",)))
