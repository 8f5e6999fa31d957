"""The line of an incident, for programs."""

from ninja import Router

from andon.conversations.models import Message
from andon.kit.errors import Invalid, Missing, NotAllowed
from andon.people.guard import only_for
from andon.people.middleware import ApiRequest

from .actions import post_on_line as posting
from .actions import show_answer_on_cases as showing
from .models import Incident
from .readers import classes_for
from .reads.find_incident import find_incident
from .reads.line_of import line_of
from .schemas import LineIn, LineOut, MessageIn

router = Router(tags=["Incidents"])
WORK = ("agent", "lead", "responder")


@router.get("/incidents/{ref}/line", response=list[LineOut])
def list_line(request: ApiRequest, ref: str) -> list[LineOut]:
    """The newest messages that the caller may read, oldest first."""
    incident = find_incident(ref, request.access)
    return [
        _line(entry.message, shown=entry.shown) for entry in line_of(incident, classes_for(incident, request.access))
    ]


@router.post("/incidents/{ref}/post_on_line", response={201: LineOut})
def post_on_line(request: ApiRequest, ref: str, body: LineIn) -> LineOut:
    incident = _work(request, ref)
    if body.seen_by not in classes_for(incident, request.access):
        raise Invalid({"seen_by": "engineering, agents or customer, as far as you read it yourself."})
    message = posting.post_on_line(incident, body=body.body, seen_by=body.seen_by, by=request.access.actor)
    return _line(message, shown=False)


@router.post("/incidents/{ref}/show_answer_on_cases", response={204: None})
def show_answer_on_cases(request: ApiRequest, ref: str, body: MessageIn) -> None:
    incident = _work(request, ref)
    on_line = Message.objects.standing().filter(thread__subject_kind="incident", thread__subject_id=incident.id)
    message = on_line.filter(id=body.message).first()
    if message is None:
        raise Missing("There is no such message on this line.")
    if message.seen_by not in classes_for(incident, request.access):
        raise NotAllowed("You do not read this message.")
    showing.show_answer_on_cases(incident, message=message, by=request.access.actor)


def _work(request: ApiRequest, ref: str) -> Incident:
    only_for(request.access, *WORK)
    return find_incident(ref, request.access, for_work=True)


def _line(message: Message, *, shown: bool) -> LineOut:
    return LineOut(
        id=message.id,
        seen_by=message.seen_by,
        author_name=message.author_name,
        body=message.body,
        written_at=message.written_at,
        shown_on_cases=shown,
    )
