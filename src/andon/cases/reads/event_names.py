"""Who and what the ids of a case's facts are, looked up all at once."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from uuid import UUID

from django.utils.translation import gettext as _

from andon.cases.models import Case, CaseField, StepTried
from andon.catalog.models import Brand, Capability, Service
from andon.people.models import Team, User
from andon.timeline.models import RecordedFact


@dataclass(frozen=True, slots=True)
class Names:
    """Who the ids of the facts are; the reader herself is "You"."""

    case: Case
    people: Mapping[UUID, str] = field(default_factory=dict)
    teams: Mapping[UUID, str] = field(default_factory=dict)
    steps: Mapping[UUID, str] = field(default_factory=dict)
    fields: Mapping[str, str] = field(default_factory=dict)
    refs: Mapping[UUID, str] = field(default_factory=dict)
    brands: Mapping[UUID, str] = field(default_factory=dict)
    services: Mapping[UUID, str] = field(default_factory=dict)

    def actor(self, fact: RecordedFact) -> str:
        if fact.by.user_id:
            return self.person(fact.by.user_id)
        if fact.by.kind == "contact":
            return self.customer
        return _("A program") if fact.by.kind == "integration" else _("Andon")

    def person(self, id: UUID | None) -> str:
        return self.people.get(id, _("somebody")) if id else _("nobody")

    def to(self, id: UUID | None) -> str:
        """Inside of a sentence."""
        said = self.person(id)
        return _("you") if said == _("You") else said

    @property
    def customer(self) -> str:
        return self.case.contact.name if self.case.contact else _("The customer")


def names_in(facts: Sequence[RecordedFact], case: Case, *, steps: Sequence[StepTried], reader: UUID | None) -> Names:
    """A fixed number of queries, none for what is not named."""
    actors = {fact.by.user_id for fact in facts if fact.by.user_id}
    people = actors | _ids(facts, "to_user", "from_user", "user")
    called = dict(User.objects.filter(id__in=people).values_list("id", "name"))
    if reader in called:
        called[reader] = _("You")
    named = dict(Team.objects.filter(id__in=_ids(facts, "to_team", "team")).values_list("id", "name"))
    others = _ids(facts, "case", "into", "new", "split_from")
    refs = Case.objects.filter(id__in=others).values_list("id", "number") if others else []
    refs_of = {id: f"C-{number}" for id, number in refs}
    tried = {step.id: step.what for step in steps}
    return Names(case, called, named, tried, _field_labels(facts), refs_of, _brands(facts), _services(facts))


def _brands(facts: Sequence[RecordedFact]) -> dict[UUID, str]:
    found = {fact.body.new for fact in facts if fact.kind == "cases.CaseBrandChanged"}
    return dict(Brand.objects.filter(id__in=found).values_list("id", "name")) if found else {}


def _services(facts: Sequence[RecordedFact]) -> dict[UUID, str]:
    """Services and capabilities."""
    wanted = _ids(facts, "service", "capability")
    if not wanted:
        return {}
    found = dict(Service.objects.filter(id__in=wanted).values_list("id", "name"))
    return found | dict(Capability.objects.filter(id__in=wanted).values_list("id", "name"))


def _field_labels(facts: Sequence[RecordedFact]) -> dict[str, str]:
    keys = {key for fact in facts if fact.kind == "cases.CaseFieldsChanged" for key in fact.body.keys}
    return {one.key: one.label for one in CaseField.objects.filter(key__in=keys)} if keys else {}


def _ids(facts: Sequence[RecordedFact], *names: str) -> set[UUID]:
    found = {getattr(fact.body, name, None) for fact in facts for name in names}
    return {id for id in found if isinstance(id, UUID)}
