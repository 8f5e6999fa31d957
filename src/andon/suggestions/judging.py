"""How one case stands to others, as suggestions to keep. Only in workers: it needs numpy and the texts."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any
from uuid import UUID

from andon.cases.merging import same_customer
from andon.cases.models import Case
from andon.catalog.models import Capability, Service
from andon.meaning.readable import find_readable
from andon.meaning.reads.understood import Understood, understood

from .rules.named import named_in
from .rules.pairs import Signs, kind_of, standing, strength
from .usual import usual_near

if TYPE_CHECKING:
    from andon.meaning.rules.words import Words

MOST_NAMES = 500
DAY = 86_400


@dataclass(frozen=True, slots=True)
class Found:
    """A suggestion to keep: of `case` and a target; `reasons` as they are stored."""

    kind: str
    case: UUID
    target_kind: str
    target: UUID
    score: float
    reasons: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class _One:
    case: Case
    text: str
    known: Understood


def texts_of(kind: str, ids: Sequence[UUID]) -> dict[UUID, str]:
    """What they say, of those that say something."""
    readable = find_readable(kind)
    return {id: said.text for id, said in readable.texts_of(ids).items()} if readable else {}


def our_names() -> list[str]:
    """What we run and offer is called so."""
    names = [*Service.objects.values_list("name", flat=True)[:MOST_NAMES]]
    return [*names, *Capability.objects.values_list("name", flat=True)[:MOST_NAMES]]


def judge(case: Case, others: Sequence[Case], floors: Mapping[str, float]) -> list[Found]:
    """Those of the others that are about the same, the surest first."""
    from andon.meaning.rules.words import Words

    ids = [case.id, *(other.id for other in others)]
    texts, known = texts_of("case", ids), understood("case", ids)
    if case.id not in texts or case.id not in known:
        return []
    mine = _One(case, texts[case.id], known[case.id])
    told = [_One(one, texts[one.id], known[one.id]) for one in others if one.id in texts and one.id in known]
    found = _judged(mine, told, Words.of([one.text for one in told]), floors)
    return sorted(found, key=lambda one: (-one.score, one.target))


def _judged(mine: _One, told: Sequence[_One], words: "Words", floors: Mapping[str, float]) -> list[Found]:
    from andon.meaning.rules.related import technicality, weight_of_words

    weight = weight_of_words(technicality(mine.text))
    letters, usual, names = words.likeness(mine.text), usual_near(mine.known.vector), our_names()
    hers = named_in(mine.text, names)
    found = []
    for one, alike in zip(told, letters, strict=True):
        reasons = _reasons(mine, one, sorted(hers & named_in(one.text, names)))
        signs = Signs(
            meaning=standing(float(mine.known.vector @ one.known.vector), usual),
            letters=float(alike),
            weight=weight,
            codes=len(reasons["codes"]),
            customer="account" in reasons or "contact" in reasons,
            service="services" in reasons,
            days=abs((mine.case.opened_at - one.case.opened_at).total_seconds()) / DAY,
        )
        earlier = min(mine.case, one.case, key=lambda case: case.number)
        kind = kind_of(signs, running=earlier.is_running, **floors)
        if kind:
            reasons |= {"meaning": round(signs.meaning, 3), "letters": round(signs.letters, 3)}
            found.append(Found(kind, mine.case.id, "case", one.case.id, round(strength(signs), 3), reasons))
    return found


def _reasons(mine: _One, one: _One, services: Sequence[str]) -> dict[str, Any]:
    from andon.meaning.rules.related import why

    same = why(mine.text, one.text)
    reasons: dict[str, Any] = {"words": list(same.words), "codes": list(same.codes)}
    if _known(mine.case) and _known(one.case) and same_customer(mine.case, one.case):
        reasons["account" if mine.case.account_id else "contact"] = True
    if mine.case.contact_id and mine.case.contact_id == one.case.contact_id:
        reasons["contact"] = True
    if services:
        reasons["services"] = list(services)
    languages = [mine.known.language, one.known.language]
    if all(languages) and languages[0] != languages[1]:
        reasons["languages"] = languages
    return reasons


def _known(case: Case) -> bool:
    return bool(case.account_id or case.contact_id)
