"""Whether cases fit the conditions of policies: the filter language, asked of cases in memory."""

from collections.abc import Iterable, Sequence
from uuid import UUID

from andon.kit import clock
from andon.kit.errors import Invalid
from andon.people.models import User
from andon.targets.subjects import Known

from .models import Case
from .reads.filtered import field_kinds, read_filter
from .rules.filtering import Seen, matches
from .rules.filters import SPANS, Filter, parse

_CHANGES_BY_ITSELF = {"status", *SPANS}
_MARKS = {"verified", "unverified", "follow_up"}


def check_condition(text: str) -> None:
    """Raises Invalid by `condition`: a promise does not depend on time, turns and words."""
    try:
        found, _names = read_filter(text)
    except Invalid as no:
        raise Invalid({"condition": no.message}) from None
    for term in found.terms:
        if term.name in _CHANGES_BY_ITSELF or (term.name == "is" and set(term.values) - _MARKS):
            raise Invalid({"condition": _no("A promise cannot depend on “%(name)s”.", term.name)})
        if {"me", "mine"} & set(term.values):
            raise Invalid({"condition": _no("Say who: “%(name)s” is somebody else for each reader.", term.values[0])})
    if found.words:
        raise Invalid({"condition": _no("“%(name)s” is no condition.", found.words[:60])})


def _no(text: str, name: str) -> str:
    from django.utils.translation import gettext as _

    return _(text) % {"name": name}


class Conditions:
    """Of any number of cases; what must be looked up is looked up once, and only when a condition asks for it."""

    def __init__(self, cases: Iterable[Case]) -> None:
        self._cases = list(cases)
        self._read: dict[str, tuple[Filter, dict[str, str]] | None] = {}
        self._owners: dict[UUID, str] | None = None
        self._seen: dict[object, Seen] = {}

    def known(self, case: Case) -> Known:
        values = {
            "priority": case.priority,
            "tier": case.tier,
            "channel": case.channel,
            "brand": case.brand.slug if case.brand else "",
            "type": case.case_type.slug if case.case_type else "",
        }
        return Known(values, lambda text: self.fits(case, text), case.team_id)

    def fits(self, case: Case, text: str) -> bool:
        """A condition that is no longer understood, because what it names is gone, fits nobody."""
        if text not in self._read:
            self._read[text] = self._parsed(text)
        read = self._read[text]
        return read is not None and matches(read[0], self._as_seen(case), read[1], clock.now())

    def _parsed(self, text: str) -> tuple[Filter, dict[str, str]] | None:
        kinds = field_kinds([text])
        try:
            return parse(text, kinds), kinds
        except Invalid:
            return None

    def _as_seen(self, case: Case) -> Seen:
        found = self._seen.get(case.pk)
        if found is None:
            found = self._seen[case.pk] = seen_as(case, self._owner(case))
        return found

    def _owner(self, case: Case) -> str:
        if case.owner_id is None:
            return ""
        if self._owners is None:
            wanted = {one.owner_id for one in self._cases if one.owner_id}
            self._owners = dict(User.objects.filter(id__in=wanted).values_list("id", "email"))
        return self._owners.get(case.owner_id, "")


def seen_as(case: Case, owner: str) -> Seen:
    """A case as no reader in particular sees it."""
    return Seen(
        status=case.status,
        status_since=case.status_since,
        opened_at=case.opened_at,
        owner=owner,
        team=case.team.slug if case.team else "",
        type=case.case_type.slug if case.case_type else "",
        brand=case.brand.slug if case.brand else "",
        priority=case.priority,
        account=(case.account.external_id or "") if case.account else "",
        tier=case.tier,
        channel=case.channel,
        language=case.locale,
        tags=case.tags,
        verified=case.verified,
        follow_up=case.follow_up_of_id is not None,
        fields=case.fields,
    )


def known_of(cases: Sequence[Case]) -> dict[UUID, Known]:
    conditions = Conditions(cases)
    return {case.pk: conditions.known(case) for case in cases}
