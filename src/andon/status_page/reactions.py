"""When X happened, do Y."""

from andon.catalog.facts import BrandPut, DefaultBrandChosen
from andon.comms.facts import UpdateSent
from andon.comms.models import Update
from andon.incidents.facts import IncidentMitigated, IncidentReopened, IncidentResolved
from andon.timeline.models import RecordedFact
from andon.timeline.reactions import Reaction
from andon.work.lanes import TELL
from andon.work.plan import plan

from . import due
from .actions.follow_incident import follow_incident
from .facts import (
    ComponentPut,
    IncidentUnpublished,
    PostTakenBack,
    PublicationCorrected,
    StatusPagePut,
    StatusPosted,
)
from .models import Publication


def write_pages(fact: RecordedFact) -> None:
    due.plan_pages()


def show_sent_update(fact: RecordedFact) -> None:
    """Once it can be taken back no more."""
    update = Update.objects.get(id=fact.subject_id)
    if not Publication.objects.filter(incident=update.incident_id, follows=True, withdrawn_at=None).exists():
        return
    args = {"update": str(update.id)}
    plan(due.show_update, args, key=f"status_page.show_update:{update.id}", run_at=update.undo_until)


def follow(fact: RecordedFact) -> None:
    follow_incident(fact.subject_id)


REACTIONS = [
    *(
        Reaction(kind, write_pages, lane=TELL)
        for kind in (
            StatusPagePut,
            ComponentPut,
            StatusPosted,
            PostTakenBack,
            PublicationCorrected,
            IncidentUnpublished,
            BrandPut,
            DefaultBrandChosen,
        )
    ),
    Reaction(UpdateSent, show_sent_update, lane=TELL),
    *(Reaction(kind, follow, lane=TELL) for kind in (IncidentMitigated, IncidentResolved, IncidentReopened)),
]
