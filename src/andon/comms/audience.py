"""Who gets an update, what, and why; who does not, and why not. What the preview shows is what is sent."""

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID
from zoneinfo import ZoneInfo

from django.utils import timezone, translation
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from andon.cases.models import Case
from andon.customers.models import Contact
from andon.incidents.models import Incident
from andon.incidents.reads.linked_cases import cases_to_tell

from .models import Recipient, Update
from .rules.placeholders import parts_of

NO_LONGER = ("spam", "withdrawn", "duplicate")


@dataclass(frozen=True, slots=True)
class Letter:
    """What one contact gets, in the thread of her newest linked case; `address` "" waits for a person.

    `parts` of its text: True are those that were filled in for her.
    """

    contact: Contact
    case: Case
    cases: Sequence[Case]
    address: str
    locale: str
    parts: Sequence[tuple[str, bool]]
    in_other_language: bool

    @property
    def body(self) -> str:
        return "".join(part for part, _filled in self.parts)


@dataclass(frozen=True, slots=True)
class LeftOut:
    case: Case
    why: str


@dataclass(frozen=True, slots=True)
class Audience:
    letters: list[Letter]
    left_out: list[LeftOut]

    @property
    def digest(self) -> str:
        """Changes when anybody would get something else than was previewed."""
        parts = sorted(f"{letter.contact.id}{letter.case.id}{letter.address}{letter.body}" for letter in self.letters)
        return hashlib.sha256("\0".join(parts).encode()).hexdigest()[:32]


def audience_of(update: Update, *, but: Iterable[UUID] = ()) -> Audience:
    """The contacts of the linked cases, strategic accounts first; five queries for any number."""
    excluded = set(but)
    by_contact: dict[UUID | None, list[Case]] = {}
    left_out: list[LeftOut] = []
    cases = cases_to_tell(update.incident).prefetch_related("contact__points").order_by("-opened_at")
    for case in cases:
        if why := why_not(case):
            left_out.append(LeftOut(case, why))
        elif case.contact_id not in excluded:
            by_contact.setdefault(case.contact_id, []).append(case)
    texts = {text.locale: text.body for text in update.texts.all()}
    known = _Known(update.incident)
    letters = [known.letter(cases, texts) for cases in by_contact.values()]
    return Audience(sorted(letters, key=lambda one: (one.case.tier != "strategic", one.contact.name)), left_out)


def told_already(update: Update) -> list[UUID]:
    return list(Recipient.objects.filter(of=update).values_list("contact_id", flat=True))


def why_not(case: Case) -> str:
    """Why nobody may be written to about this case; "" when somebody may. Reads the case's contact."""
    if case.contact is None:
        return _("nobody to write to is known")
    if case.contact.erased_at:
        return _("she asked to be forgotten")
    if case.spam or case.close_reason in NO_LONGER:
        return _("closed as %(reason)s") % {"reason": case.get_close_reason_display() or _("spam")}
    return "" if case.verified else _("not confirmed yet that the address is hers")


class _Known:
    """What the placeholders of one incident say; times in each reader's zone and language."""

    def __init__(self, incident: Incident) -> None:
        self._eta = incident.etas.first()
        self._next = incident.next_update_at

    def letter(self, cases: Sequence[Case], texts: dict[str, str]) -> Letter:
        case = cases[0]
        assert case.contact is not None
        wanted = case.contact.speaks.split("-")[0].lower()
        locale = wanted if wanted in texts else "en"
        parts = parts_of(texts[locale], self._values(case, case.contact, locale))
        return Letter(case.contact, case, cases, case.contact.email, locale, parts, locale != wanted)

    def _values(self, case: Case, contact: Contact, locale: str) -> dict[str, str]:
        owner = (case.merged_into or case).owner
        zone = ZoneInfo(case.account.time_zone if case.account else "UTC")
        with translation.override(locale):
            return {
                "first name": contact.first_name,
                "owner": owner.name.split()[0] if owner else _("our team"),
                "case": case.ref,
                "fix expected": self._expected(zone),
                "next update": self._time(self._next, zone),
            }

    def _expected(self, zone: ZoneInfo) -> str:
        eta = self._eta
        if eta is None or eta.latest_at is None:
            return self._time(eta.expected_at if eta else None, zone)
        begin = date_format(timezone.localtime(eta.expected_at, zone), "H:i")
        return f"{begin}–{self._time(eta.latest_at, zone)}"

    def _time(self, moment: datetime | None, zone: ZoneInfo) -> str:
        if moment is None:
            return _("a time we cannot say yet")
        return date_format(timezone.localtime(moment, zone), "H:i T")
