"""What a case says, for the room that understands texts: its title and what the customer wrote in it."""

from collections import defaultdict
from collections.abc import Sequence
from uuid import UUID

from django.db.models import F, Q, Window
from django.db.models.functions import RowNumber, Substr
from django.urls import reverse

from andon.conversations.models import Message
from andon.meaning.readable import LONGEST, Said, Shown, readable
from andon.people.access import Access

from .models import CarriedMessage, Case
from .reads.homes import survivors_of

MOST_MESSAGES = 20
_ERASED = "—"


def texts_of(ids: Sequence[UUID]) -> dict[UUID, Said]:
    """Each case for itself, also one that was merged: it is found by its own words, through its survivor. Three
    queries."""
    cases = list(Case.objects.filter(id__in=ids, spam=False).select_related("service", "capability").order_by())
    written = _written([case.id for case in cases])
    return {case.id: _said(case, written[case.id]) for case in cases}


def _said(case: Case, written: Sequence[str]) -> Said:
    parts = [part for part in dict.fromkeys([case.title, *written]) if part != _ERASED]
    reporter = f"contact:{case.contact_id}" if case.contact_id else ""
    about = tuple(one.slug for one in (case.service, case.capability) if one)
    return Said(text="\n".join(parts), said_at=case.opened_at, reporter=reporter, verified=case.verified, codes=about)


def _written(cases: Sequence[UUID]) -> dict[UUID, list[str]]:
    """The first of what customers wrote in each, oldest first."""
    found: dict[UUID, list[str]] = defaultdict(list)
    carried = dict(CarriedMessage.objects.filter(case__in=cases).values_list("message_id", "case_id"))
    theirs = Q(thread__subject_kind="case", thread__subject_id__in=cases) | Q(id__in=list(carried))
    place = Window(RowNumber(), partition_by="thread", order_by=[F("written_at"), F("id")])
    messages = Message.objects.standing().filter(theirs, author_kind="contact", seen_by="customer", automatic=False)
    first = messages.annotate(place=place, head=Substr("body", 1, LONGEST)).filter(
        Q(place__lte=MOST_MESSAGES) | Q(id__in=list(carried))
    )
    own = set(cases)
    for id, home, head in first.order_by("written_at", "id").values_list("id", "thread__subject_id", "head"):
        for case in {carried.get(id, home), home} & own:
            found[case].append(head)
    return found


def shown_of(ids: Sequence[UUID], access: Access) -> dict[UUID, Shown]:
    """Those that the reader may see, a merged one as its survivor; two queries."""
    through = survivors_of(ids)
    seen = Case.objects.visible_to(access).filter(id__in=set(through.values())).select_related("contact", "account")
    shown = {case.id: _shown(case) for case in seen.order_by()}
    return {id: shown[survivor] for id, survivor in through.items() if survivor in shown}


def _shown(case: Case) -> Shown:
    return Shown(
        id=case.id,
        title=case.title,
        detail=f"{case.ref} · {case.get_status_display()}",
        url=reverse("cases:case", args=[case.ref]),
        who=case.contact.name if case.contact else case.account.name if case.account else "",
        at=case.opened_at,
    )


def ids_before(id: UUID | None, limit: int) -> list[UUID]:
    found = Case.objects.filter(id__lt=id) if id else Case.objects.all()
    return list(found.order_by("-id").values_list("id", flat=True)[:limit])


readable("case", texts_of, shown_of=shown_of, ids_before=ids_before)
