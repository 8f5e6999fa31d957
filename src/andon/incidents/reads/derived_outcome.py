from andon.incidents.models import Hunch, Incident, IncidentAlert
from andon.incidents.reads.linked_cases import linked_cases
from andon.incidents.rules.outcomes import derived


def derived_outcome(incident: Incident) -> str:
    """What became of the hunch on which it was declared, as far as it can be told before it ends; else empty."""
    if not Hunch.objects.filter(incident=incident).exists():
        return ""
    pairs = linked_cases(incident).order_by().values_list("account", "contact")
    return derived(
        mitigated=incident.mitigated_at is not None,
        alerts=IncidentAlert.objects.filter(incident=incident).count(),
        reporters=len({account or contact for account, contact in pairs} - {None}),
    )
