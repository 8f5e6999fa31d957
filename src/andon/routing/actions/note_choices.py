from collections import defaultdict
from collections.abc import Sequence
from uuid import UUID

from django.db import transaction

from andon.cases.models import Case
from andon.kit import clock
from andon.routing.models import Choice, Prediction
from andon.routing.planning import learn_if_worth
from andon.routing.rules.fields import FIELDS
from andon.routing.rules.labels import KINDS, Happened, chosen_fields
from andon.routing.state import value_of
from andon.timeline.models import RecordedFact


@transaction.atomic
def note_choices(cases: Sequence[UUID]) -> None:
    """Store what people chose for these cases, as their facts tell it; what they chose no more is forgotten. The same
    again changes nothing. A fixed number of statements."""
    happened = _happened(cases)
    found = Case.objects.select_for_update(of=("self",)).filter(id__in=cases).order_by("pk")
    rows, gone = list[Choice](), list[int]()
    known = _known(cases)
    for case in found:
        chosen = chosen_fields(happened[case.id])
        for field in FIELDS:
            label = value_of(case, field) if field in chosen else ""
            was = known.get((case.id, field))
            if label and (was is None or was.label != label):
                rows.append(Choice(case=case, field=field, label=label, chosen_at=clock.now()))
            elif not label and was is not None:
                gone.append(was.id)
    _store(rows, gone)


def _known(cases: Sequence[UUID]) -> dict[tuple[UUID, str], Choice]:
    return {(one.case_id, one.field): one for one in Choice.objects.filter(case__in=cases)}


def _happened(cases: Sequence[UUID]) -> dict[UUID, list[Happened]]:
    facts = RecordedFact.objects.filter(subject_kind="case", subject_id__in=cases, kind__in=KINDS)
    found: dict[UUID, list[Happened]] = defaultdict(list)
    for fact in facts.order_by("at", "id"):
        found[fact.subject_id].append(
            Happened(
                fact.kind,
                fact.actor_kind == "person",
                tuple(fact.stored.get("fields", ())),
                fact.stored.get("reason", ""),
                fact.stored.get("status", "") == "closed",
            )
        )
    return found


def _store(rows: Sequence[Choice], gone: Sequence[int]) -> None:
    if gone:
        before = list(Choice.objects.filter(id__in=gone))
        for one in before:
            Prediction.objects.filter(case=one.case_id, field=one.field).update(truth="")
        Choice.objects.filter(id__in=gone).delete()
    Choice.objects.bulk_create(
        rows, update_conflicts=True, unique_fields=["case", "field"], update_fields=["label", "chosen_at"]
    )
    _tell_predictions(rows)
    if rows or gone:
        learn_if_worth({one.field for one in rows})


def _tell_predictions(rows: Sequence[Choice]) -> None:
    labels = {(row.case_id, row.field): row.label for row in rows}
    asked = Prediction.objects.filter(case__in={row.case_id for row in rows})
    found = [one for one in asked if (one.case_id, one.field) in labels]
    for one in found:
        one.truth = labels[one.case_id, one.field]
    Prediction.objects.bulk_update(found, ["truth"])
