"""Who has been told of an incident, and, openly, who has not."""

from uuid import UUID

from django.db.models import Count

from andon.cases.models import Obligation
from andon.comms.models import Recipient, Update
from andon.comms.models.update import State
from andon.comms.rules.coverage import Coverage, coverage_of
from andon.incidents.models import Incident


def latest_update(incident: Incident) -> Update | None:
    return Update.objects.filter(incident=incident, state=State.SENT).order_by("-number").first()


def coverage(incident: Incident) -> Coverage:
    """Over all updates sent, each contact of each; plus, once it is over, whoever is owed that news."""
    counts = Recipient.objects.filter(of__incident=incident, of__state=State.SENT)
    found = dict(counts.values_list("state").annotate(count=Count("id")))
    owed = Obligation.objects.filter(source_kind="incident", source_id=incident.id, kind="tell", state="owed")
    found["waits"] = found.get("waits", 0) + owed.values("contact").distinct().count()
    return coverage_of(found)


def not_told(incident: Incident) -> list[Recipient]:
    """Who waits, failed or is on the way, of all updates sent."""
    open_ones = Recipient.objects.filter(of__incident=incident, of__state=State.SENT).exclude(
        state__in=["told", "waived"]
    )
    return list(
        open_ones.select_related("contact__account", "case__owner", "of").order_by("of__number", "contact__name")
    )


def told_by_contact(incident: Incident) -> dict[UUID, Recipient]:
    """Per contact where she stands with the newest update that is hers."""
    rows = Recipient.objects.filter(of__incident=incident, of__state=State.SENT).select_related("of")
    return {row.contact_id: row for row in rows.order_by("of__number")}
