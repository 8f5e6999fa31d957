from django.db import transaction
from django.utils.translation import gettext as _

from andon.cases.models import Case
from andon.emerging.attaching import attach, cases_of
from andon.emerging.deciding import locked, only_open
from andon.emerging.models import EmergingIssue
from andon.incidents.actions.link_cases import link_cases
from andon.incidents.models import Incident
from andon.kit.errors import Conflict
from andon.people.access import Access


@transaction.atomic
def link_issue(issue: EmergingIssue, incident: Incident, *, access: Access) -> list[Case]:
    """It is what this incident is about: its cases are linked to it. Called again it links those that came since.
    Returns the newly linked. Raises Conflict when it was decided otherwise."""
    issue = locked(issue)
    if issue.incident_id and issue.incident_id != incident.id:
        raise Conflict(_("%(ref)s belongs to another incident already.") % {"ref": issue.ref})
    if issue.incident_id is None:
        only_open(issue)
    linked = link_cases(incident, cases_of(issue, access), by=access.actor)
    if issue.incident_id is None:
        attach(issue, incident, access, declared=False)
    return linked
