"""What each act does to one case of many, and what it needs to know to be taken back."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _

from andon.catalog.models import Brand
from andon.channels.models import Mailbox
from andon.conversations.models import Message
from andon.kit.errors import Conflict, Invalid
from andon.people.models import Team, User
from andon.timeline.actor import Actor

from .actions.assign_cases import assign_cases
from .actions.change_brand import change_brand
from .actions.close_case import close_case
from .actions.hand_over_cases import hand_over_cases
from .actions.mark_spam import mark_spam
from .actions.note_on_case import note_on_case
from .actions.reply_to_case import reply_to_case
from .actions.set_case_fields import set_case_fields
from .actions.solve_case import solve_case
from .actions.tag_case import tag_case
from .actions.wait_for import wait_for
from .actions.withdraw_reply import withdraw_reply
from .bulk_given import Given
from .models import Case, CaseType

Undo = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Act:
    """`do` answers what `undo` needs; {} where there is nothing to take back."""

    do: Callable[[Case, Given, Actor], Undo]
    undo: Callable[[Case, Undo, Actor], object] | None = None


def _assign(case: Case, given: Given, by: Actor) -> Undo:
    assign_cases([case], to=given.user_wanted(), by=by)
    return {"owner": None, "team": _key(case.team_id), "now": str(given.user_wanted().id)}


def _hand_over(case: Case, given: Given, by: Actor) -> Undo:
    was = {"owner": _key(case.owner_id), "team": _key(case.team_id)}
    (after,) = hand_over_cases([case], by=by, reason=given.text("reason"), to_user=given.user, to_team=given.team)
    return was | {"now": _key(after.owner_id)}


def _give_back(case: Case, undo: Undo, by: Actor) -> None:
    if _key(case.owner_id) != undo["now"]:
        raise Conflict(_("Somebody else owns it by now."))
    user = User.objects.filter(id=undo["owner"]).first() if undo["owner"] else None
    team = Team.objects.filter(id=undo["team"]).first() if undo["team"] and not user else None
    if user is None and team is None:
        raise Conflict(_("It stood in no queue that it could go back to."))
    hand_over_cases([case], by=by, reason=_("Taken back"), to_user=user, to_team=team)


def _tag(case: Case, given: Given, by: Actor) -> Undo:
    after = tag_case(case, by=by, add=given.listed("add"), remove=given.listed("remove"))
    added = [tag for tag in after.tags if tag not in case.tags]
    return {"remove": added, "add": [tag for tag in case.tags if tag not in after.tags]}


def _untag(case: Case, undo: Undo, by: Actor) -> None:
    tag_case(case, by=by, add=undo["add"], remove=undo["remove"])


def _set_fields(case: Case, given: Given, by: Actor) -> Undo:
    values = given.fields()
    after = set_case_fields(case, by=by, case_type=given.case_type, values=values)
    before = {key: case.fields.get(key) for key in values}
    return {
        "type": _key(case.case_type_id),
        "fields": before,
        "now": {key: after.fields.get(key) for key in values},
    }


def _reset_fields(case: Case, undo: Undo, by: Actor) -> None:
    if any(case.fields.get(key) != value for key, value in undo["now"].items()):
        raise Conflict(_("Somebody changed it since."))
    kind = CaseType.objects.filter(id=undo["type"]).first() if undo["type"] else None
    set_case_fields(case, by=by, case_type=kind, values=undo["fields"])


def _brand(case: Case, given: Given, by: Actor) -> Undo:
    after = change_brand(case, by=by, brand=given.brand_wanted())
    return {"brand": _key(case.brand_id), "mailbox": _key(case.mailbox_id), "now": _key(after.brand_id)}


def _brand_back(case: Case, undo: Undo, by: Actor) -> None:
    if _key(case.brand_id) != undo["now"]:
        raise Conflict(_("Somebody changed it since."))
    before = Brand.objects.filter(id=undo["brand"]) if undo["brand"] else Brand.objects.filter(is_default=True)
    mailbox = Mailbox.objects.filter(id=undo["mailbox"]).first() if undo["mailbox"] else None
    if (brand := before.first()) is None:
        raise Conflict(_("There is no such brand any more."))
    change_brand(case, by=by, brand=brand, mailbox=mailbox)


def _wait(case: Case, given: Given, by: Actor) -> Undo:
    wait_for(case, who=given.text("who"), by=by)
    return {}


def _solve(case: Case, given: Given, by: Actor) -> Undo:
    solve_case(case, by=by, body=given.filled("body", case) if given.text("body") else "")
    return {}


def _close(case: Case, given: Given, by: Actor) -> Undo:
    close_case(case, by=by, reason=given.text("reason"), note=given.text("note"))
    return {}


def _reply(case: Case, given: Given, by: Actor) -> Undo:
    written = reply_to_case(case, by=by, body=given.filled("body", case), send_now=given.send_now)
    return {"message": str(written.message.id)}


def _take_back(case: Case, undo: Undo, by: Actor) -> None:
    withdraw_reply(case, Message.objects.get(id=undo["message"]), by=by)


def _note(case: Case, given: Given, by: Actor) -> Undo:
    note_on_case(case, by=by, body=given.filled("body", case))
    return {}


def _spam(case: Case, given: Given, by: Actor) -> Undo:
    mark_spam(case, by=by)
    return {}


BULK_ACTS: Mapping[str, Act] = {
    "assign_cases": Act(_assign, _give_back),
    "hand_over_cases": Act(_hand_over, _give_back),
    "tag_case": Act(_tag, _untag),
    "set_case_fields": Act(_set_fields, _reset_fields),
    "change_brand": Act(_brand, _brand_back),
    "wait_for": Act(_wait),
    "solve_case": Act(_solve),
    "close_case": Act(_close),
    "reply_to_case": Act(_reply, _take_back),
    "note_on_case": Act(_note),
    "mark_spam": Act(_spam),
}


def act_named(name: str) -> Act:
    """Raises Invalid for none of them."""
    if name not in BULK_ACTS:
        raise Invalid({"act": _("An act is one of %(acts)s.") % {"acts": ", ".join(BULK_ACTS)}})
    return BULK_ACTS[name]


def _key(id: UUID | None) -> str | None:
    return str(id) if id else None
