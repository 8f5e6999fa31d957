"""Who has been told of an incident, and, openly, who has not."""

from collections import defaultdict
from collections.abc import Sequence
from uuid import UUID

from django.db.models import Count

from andon.cases.models import Obligation
from andon.channels.models import Delivery
from andon.comms.models import Recipient, Update
from andon.comms.models.update import State
from andon.comms.rules.coverage import Coverage, coverage_of
from andon.incidents.models import Incident


def latest_update(incident: Incident) -> Update | None:
    return Update.objects.filter(incident=incident, state=State.SENT).order_by("-number").first()


def coverage(incident: Incident) -> Coverage:
    """Over all updates sent, each contact of each; plus, once it is over, whoever is owed that news."""
    return coverages([incident.id])[incident.id]


def coverages(incidents: Sequence[UUID]) -> dict[UUID, Coverage]:
    """Of many incidents; three queries for any number."""
    counts: dict[UUID, dict[str, int]] = defaultdict(dict)
    sent = Recipient.objects.filter(of__incident__in=incidents, of__state=State.SENT)
    for incident, state, count in sent.values_list("of__incident", "state").annotate(count=Count("id")):
        counts[incident][state] = count
    for incident, count in _owed_the_end(incidents).items():
        counts[incident]["the_end"] = count
    doubt: dict[UUID, int] = defaultdict(int)
    on_its_way = sent.filter(state="owed").exclude(delivery_key="")
    begun = Delivery.objects.filter(key__in=on_its_way.values("delivery_key"), state="handing_over")
    for key in begun.values_list("key", flat=True):
        doubt[_update_of(key)] += 1
    if doubt:
        of = dict(Update.objects.filter(id__in=doubt).values_list("id", "incident_id"))
        for update, count in doubt.items():
            counts[of[update]]["in_doubt"] = counts[of[update]].get("in_doubt", 0) + count
    return {incident: coverage_of(counts[incident]) for incident in incidents}


def coverage_by_update(incident: Incident) -> list[tuple[Update, Coverage]]:
    """Each update that was written, the newest first; two queries."""
    counts: dict[UUID, dict[str, int]] = defaultdict(dict)
    of = Recipient.objects.filter(of__incident=incident)
    for update, state, count in of.values_list("of", "state").annotate(count=Count("id")):
        counts[update][state] = count
    updates = Update.objects.filter(incident=incident).order_by("-number")
    return [(update, coverage_of(counts[update.id])) for update in updates]


def not_told(incident: Incident) -> list[Recipient]:
    """Who waits, failed or is on the way, of all updates sent."""
    open_ones = Recipient.objects.filter(of__incident=incident, of__state=State.SENT).exclude(
        state__in=["told", "waived"]
    )
    return list(
        open_ones.select_related("contact__account", "case__owner", "of").order_by("of__number", "contact__name")
    )


def owed_the_end(incident: Incident) -> list[Obligation]:
    """Since it is over: whom no update has told that yet."""
    owed = Obligation.objects.filter(source_kind="incident", source_id=incident.id, kind="tell", state="owed")
    return list(owed.select_related("contact__account", "case__owner").order_by("contact__name", "case__number"))


def _owed_the_end(incidents: Sequence[UUID]) -> dict[UUID, int]:
    owed = Obligation.objects.filter(source_kind="incident", source_id__in=incidents, kind="tell", state="owed")
    counted = owed.order_by().values_list("source_id").annotate(count=Count("contact", distinct=True))
    return dict(counted)


def _update_of(delivery_key: str) -> UUID:
    """Of "update:<update>:<contact>"."""
    return UUID(delivery_key.split(":")[1])
