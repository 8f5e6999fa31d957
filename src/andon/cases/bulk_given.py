"""What an act on many cases takes beside the cases: checked once, looked up once, filled in for each."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from andon.catalog.models import Brand
from andon.kit.errors import Invalid
from andon.kit.text import clean
from andon.people.models import Team, User

from .mails import mail_text
from .models import Case, CaseType
from .named import brand_named, owner_named, team_named, type_named, user_named
from .rules.bulk import check_text, filled
from .rules.reasons import NOTE_NEEDED, CloseReason

_TEXTS: Mapping[str, Mapping[str, int]] = {
    "hand_over_cases": {"reason": 500},
    "wait_for": {"who": 200},
    "reply_to_case": {"body": 100_000},
    "note_on_case": {"body": 100_000},
}


@dataclass(frozen=True, slots=True)
class Given:
    """`values` as they came; who and what they name. `send_now`: an answer leaves at once."""

    act: str
    values: Mapping[str, Any]
    user: User | None = None
    team: Team | None = None
    case_type: CaseType | None = None
    brand: Brand | None = None
    send_now: bool = False

    def text(self, name: str) -> str:
        return str(self.values.get(name) or "")

    def listed(self, name: str) -> list[str]:
        found = self.values.get(name)
        return [str(one) for one in found] if isinstance(found, list) else []

    def fields(self) -> dict[str, Any]:
        found = self.values.get("fields")
        return dict(found) if isinstance(found, dict) else {}

    def user_wanted(self) -> User:
        if self.user is None:
            raise Invalid({"to_user": _("Say who gets it.")})
        return self.user

    def brand_wanted(self) -> Brand:
        if self.brand is None:
            raise Invalid({"brand": _("Say which brand.")})
        return self.brand

    def filled(self, name: str, case: Case) -> str:
        """The text with its placeholders filled for this case."""
        return filled(self.text(name), words_of(case), name)

    def shown(self, case: Case) -> str:
        """What this case's customer gets; "" for nothing."""
        if self.act == "reply_to_case" or (self.act == "solve_case" and self.text("body")):
            return self.filled("body", case)
        return mail_text("ask_solved", case) if self.act == "solve_case" else ""


def read_given(act: str, values: Mapping[str, Any], *, send_now: bool = False) -> Given:
    """Checked as far as it is the same for all cases; raises Invalid by the name of the field."""
    for name, limit in _TEXTS.get(act, {}).items():
        clean(_text(values, name), name, limit, required=True)
    check_text(clean(_text(values, "body"), "body", 100_000))
    user, team = _text(values, "to_user"), _text(values, "to_team")
    given = Given(
        act,
        values,
        owner_named(user, "to_user") if act == "assign_cases" else user_named(user, "to_user"),
        team_named(team, "to_team"),
        type_named(_text(values, "case_type")),
        brand_named(_text(values, "brand")),
        send_now,
    )
    _check_act(given)
    return given


def words_of(case: Case) -> dict[str, str]:
    """What the placeholders say in this case."""
    contact = case.contact
    return {
        "contact name": contact.name if contact else "",
        "first name": contact.first_name if contact else "",
        "account": case.account.name if case.account else "",
        "owner": case.owner.name if case.owner else "",
        "case": case.ref,
        "title": case.title,
        "order number": case.order_number,
    }


def _check_act(given: Given) -> None:
    if given.act == "assign_cases":
        given.user_wanted()
    if given.act == "change_brand":
        given.brand_wanted()
    if given.act == "hand_over_cases" and (given.user is None) == (given.team is None):
        raise Invalid({"to_user": _("Name a colleague or a team, not both.")})
    if given.act == "tag_case" and not (given.listed("add") or given.listed("remove")):
        raise Invalid({"add": _("Say which tags.")})
    if given.act == "set_case_fields" and not (given.case_type or given.fields()):
        raise Invalid({"fields": _("Say which field, or which type.")})
    if given.act == "close_case":
        _check_close(given)


def _check_close(given: Given) -> None:
    reason = given.text("reason")
    if reason not in CloseReason.values:
        raise Invalid({"reason": _("Say why: one of the listed reasons.")})
    clean(given.text("note"), "note", 500, required=reason in NOTE_NEEDED)


def _text(values: Mapping[str, Any], name: str) -> str:
    found = values.get(name) or ""
    if not isinstance(found, str):
        raise Invalid({name: _("This is a text.")})
    return found
