from django.db import transaction

from andon.cases.facts_own import ViewSaved
from andon.cases.models import SavedView
from andon.cases.view_in import ViewIn
from andon.kit import clock
from andon.people.access import Access
from andon.timeline.record import record


@transaction.atomic
def save_view(item: ViewIn, *, by: Access) -> SavedView:
    """Keep a list of cases for oneself, for a team of one's own, or as a lead for everybody."""
    item = item.checked(by)
    view = SavedView.objects.create(
        name=item.name,
        filter=item.filter,
        order=item.order,
        audience=item.audience,
        team=item.team,
        made_by_id=by.user_id,
        made_at=clock.now(),
    )
    record(ViewSaved(audience=view.audience, team=view.team_id), subject=view.subject, by=by.actor)
    return view
