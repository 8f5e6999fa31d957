from uuid import UUID

from django.utils.translation import gettext as _

from andon.incidents.models import Incident
from andon.incidents.rules.references import read_reference
from andon.kit.errors import Missing
from andon.people.access import Access


def find_incident(ref: str, access: Access, *, for_work: bool = False) -> Incident:
    """The incident of I-3 or of a key; Missing for one that she may not see, or (`for_work`) may not change."""
    seen = Incident.objects.workable_by(access) if for_work else Incident.objects.visible_to(access)
    seen = seen.select_related("hunch__duplicate_of", "hunch__user")
    found = read_reference(ref)
    incident = None
    if found is not None:
        incident = seen.filter(id=found).first() if isinstance(found, UUID) else seen.filter(number=found).first()
    if incident is None:
        raise Missing(_("There is no %(ref)s that you may see.") % {"ref": ref[:80]})
    return incident
