from django.db import transaction
from django.utils.translation import gettext as _

from andon.cases.facts_about import CaseServiceChanged
from andon.cases.models import Case
from andon.catalog.models import Capability, Service
from andon.kit.errors import Invalid
from andon.timeline.actor import Actor
from andon.timeline.record import record


@transaction.atomic
def set_service(case: Case, *, service: Service | None, capability: Capability | None = None, by: Actor) -> Case:
    """Say what the case is about: a service, or a capability and thereby its service; None: nothing that is known.

    The same again changes nothing. Raises Invalid for a capability of another service.
    """
    if capability is not None and service is not None and capability.service_id != service.id:
        said = {"capability": capability.name, "service": service.name}
        raise Invalid({"capability": _("%(capability)s is no part of %(service)s.") % said})
    (case,) = Case.objects.locked(case)
    was = (case.service_id, case.capability_id)
    case.service = capability.service if capability else service
    case.capability = capability
    if was == (case.service_id, case.capability_id):
        return case
    case.save(update_fields=["service", "capability"])
    changed = CaseServiceChanged(old=was[0], service=case.service_id, capability=case.capability_id)
    record(changed, subject=case.subject, by=by, about=case.live_about)
    return case
