"""What programs do with one case: every act that its screen offers."""

from uuid import UUID

from django.db.models import QuerySet
from django.utils.translation import gettext as _
from ninja import Router

from andon.conversations.models import Message
from andon.kit.errors import Conflict, Invalid, Missing
from andon.people.middleware import ApiRequest

from . import shapes, thread_shapes
from .actions import add_participant as adding_participant
from .actions import add_step_tried as adding_step
from .actions import change_brand as branding
from .actions import close_case as closing
from .actions import confirm_reporter as confirming
from .actions import edit_case as editing
from .actions import grant_access as granting
from .actions import mark_spam as marking_spam
from .actions import meet_obligation as meeting
from .actions import note_on_case as noting
from .actions import receive_customer_message as receiving
from .actions import remove_participant as removing_participant
from .actions import reopen_case as reopening
from .actions import reply_to_case as replying
from .actions import revoke_case_links as revoking
from .actions import set_priority as prioritising
from .actions import set_service as placing
from .actions import solve_case as solving
from .actions import tag_case as tagging
from .actions import take_case as taking
from .actions import wait_for as waiting
from .actions import waive_obligation as waiving
from .actions import withdraw_access as withdrawing
from .models import Case, Grant, Obligation, Participant, StepTried
from .named import addressed, brand_named, capability_named, service_named, team_named, type_named, user_named, workable
from .reads.homes import grants_of, homes_of, obligations_of

acts = Router(tags=["Cases"])


@acts.post("/cases/{ref}/reply_to_case", response=thread_shapes.MessageOut)
def reply_to_case(request: ApiRequest, ref: str, body: thread_shapes.WriteBody) -> Message:
    """Leaves at once: a program takes nothing back. Refused for a merged case if its survivor is another's."""
    case = workable(request.access, ref)
    if addressed(request.access, ref).contact_id != case.contact_id:
        said = {"ref": ref[:80], "into": case.ref}
        raise Conflict(_("%(ref)s was merged into %(into)s, whose customer is somebody else. Answer there.") % said)
    files = thread_shapes.files_of(body)
    written = replying.reply_to_case(case, by=request.access.actor, body=body.body, attachments=files, send_now=True)
    return written.message


@acts.post("/cases/{ref}/note_on_case", response=thread_shapes.MessageOut)
def note_on_case(request: ApiRequest, ref: str, body: thread_shapes.NoteBody) -> Message:
    case, files = workable(request.access, ref), thread_shapes.files_of(body)
    return noting.note_on_case(case, by=request.access.actor, body=body.body, seen_by=body.seen_by, attachments=files)


@acts.post("/cases/{ref}/receive_customer_message", response=shapes.CaseOut)
def receive_customer_message(request: ApiRequest, ref: str, body: thread_shapes.CustomerBody) -> Case:
    """Her words, brought by a program; answers the case in which they stand (a follow-up if this one is closed, the
    survivor if it was merged)."""
    case = addressed(request.access, ref)
    return receiving.receive_customer_message(
        case,
        by=case.contact.actor if case.contact else request.access.actor,
        body=body.body,
        channel=body.channel,
        verified=body.verified,
        attachments=thread_shapes.files_of(body),
    )


@acts.post("/cases/{ref}/set_priority", response=shapes.CaseOut)
def set_priority(request: ApiRequest, ref: str, body: shapes.PriorityBody) -> Case:
    case = workable(request.access, ref)
    return prioritising.set_priority(case, priority=body.priority, by=request.access.actor)


@acts.post("/cases/{ref}/set_service", response=shapes.CaseOut)
def set_service(request: ApiRequest, ref: str, body: shapes.ServiceBody) -> Case:
    """What it is about: a service, or a capability and thereby its service; both empty: nothing that is known."""
    case = workable(request.access, ref)
    service, capability = service_named(body.service), capability_named(body.capability)
    return placing.set_service(case, service=service, capability=capability, by=request.access.actor)


@acts.post("/cases/{ref}/take_case", response=shapes.CaseOut)
def take_case(request: ApiRequest, ref: str) -> Case:
    return taking.take_case(workable(request.access, ref), by=request.access.actor)


@acts.post("/cases/{ref}/solve_case", response=shapes.CaseOut)
def solve_case(request: ApiRequest, ref: str, body: shapes.SolveBody) -> Case:
    return solving.solve_case(workable(request.access, ref), by=request.access.actor, body=body.body)


@acts.post("/cases/{ref}/close_case", response=shapes.CaseOut)
def close_case(request: ApiRequest, ref: str, body: shapes.CloseBody) -> Case:
    return closing.close_case(workable(request.access, ref), by=request.access.actor, **body.dict())


@acts.post("/cases/{ref}/reopen_case", response=shapes.CaseOut)
def reopen_case(request: ApiRequest, ref: str, body: shapes.ReasonBody) -> Case:
    return reopening.reopen_case(workable(request.access, ref), by=request.access.actor, reason=body.reason)


@acts.post("/cases/{ref}/wait_for", response=shapes.CaseOut)
def wait_for(request: ApiRequest, ref: str, body: shapes.WaitBody) -> Case:
    return waiting.wait_for(workable(request.access, ref), who=body.who, by=request.access.actor)


@acts.post("/cases/{ref}/edit_case", response=shapes.CaseOut)
def edit_case(request: ApiRequest, ref: str, body: shapes.EditBody) -> Case:
    case, kind = workable(request.access, ref), type_named(body.case_type)
    words = {"title": body.title, "order_number": body.order_number}
    return editing.edit_case(case, by=request.access.actor, **words, case_type=kind, fields=body.fields)


@acts.post("/cases/{ref}/change_brand", response=shapes.CaseOut)
def change_brand(request: ApiRequest, ref: str, body: shapes.BrandBody) -> Case:
    """Its customer sees this brand from now on; answers leave from one of its mailboxes."""
    case, brand = workable(request.access, ref), brand_named(body.brand)
    if brand is None:
        raise Invalid({"brand": _("Say which brand.")})
    return branding.change_brand(case, by=request.access.actor, brand=brand)


@acts.post("/cases/{ref}/tag_case", response=shapes.CaseOut)
def tag_case(request: ApiRequest, ref: str, body: shapes.TagBody) -> Case:
    return tagging.tag_case(workable(request.access, ref), by=request.access.actor, **body.dict())


@acts.post("/cases/{ref}/add_step_tried", response=shapes.StepOut)
def add_step_tried(request: ApiRequest, ref: str, body: shapes.StepBody) -> StepTried:
    return adding_step.add_step_tried(workable(request.access, ref), by=request.access.actor, **body.dict())


@acts.post("/cases/{ref}/add_participant", response=shapes.ParticipantOut)
def add_participant(request: ApiRequest, ref: str, body: shapes.AddressBody) -> Participant:
    case = workable(request.access, ref)
    return adding_participant.add_participant(case, by=request.access.actor, address=body.address)


@acts.post("/cases/{ref}/participants/{participant}/remove_participant", response=shapes.CaseOut)
def remove_participant(request: ApiRequest, ref: str, participant: UUID) -> Case:
    case = workable(request.access, ref)
    found = case.participants.filter(id=participant).first()
    return removing_participant.remove_participant(found, by=request.access.actor) if found else case


@acts.post("/cases/{ref}/confirm_reporter", response=shapes.CaseOut)
def confirm_reporter(request: ApiRequest, ref: str) -> Case:
    return confirming.confirm_reporter(workable(request.access, ref), by=request.access.actor)


@acts.post("/cases/{ref}/revoke_case_links", response=shapes.RevokedOut)
def revoke_case_links(request: ApiRequest, ref: str) -> dict[str, int]:
    """Answers how many links to the case were open."""
    return {"revoked": revoking.revoke_case_links(workable(request.access, ref), by=request.access.actor)}


@acts.post("/cases/{ref}/mark_spam", response=shapes.CaseOut)
def mark_spam(request: ApiRequest, ref: str) -> Case:
    return marking_spam.mark_spam(workable(request.access, ref), by=request.access.actor)


@acts.post("/cases/{ref}/obligations/{obligation}/meet_obligation", response=shapes.ObligationOut)
def meet_obligation(request: ApiRequest, ref: str, obligation: UUID) -> Obligation:
    return meeting.meet_obligation(_owed(request, ref, obligation), by=request.access.actor)


@acts.post("/cases/{ref}/obligations/{obligation}/waive_obligation", response=shapes.ObligationOut)
def waive_obligation(request: ApiRequest, ref: str, obligation: UUID, body: shapes.WhyBody) -> Obligation:
    return waiving.waive_obligation(_owed(request, ref, obligation), why=body.why, by=request.access.actor)


@acts.post("/cases/{ref}/grant_access", response=list[shapes.GrantOut])
def grant_access(request: ApiRequest, ref: str, body: shapes.GrantBody) -> "QuerySet[Grant]":
    """Let others read it; answers all who may now by a grant."""
    case = workable(request.access, ref)
    users = [user_named(name, f"users.{place}") for place, name in enumerate(body.users)]
    teams = [team_named(name, f"teams.{place}") for place, name in enumerate(body.teams)]
    granting.grant_access(
        [case],
        source=case.subject,
        why=body.why,
        by=request.access.actor,
        users=[user for user in users if user],
        teams=[team for team in teams if team],
    )
    return grants_of(case)


@acts.post("/cases/{ref}/withdraw_access", response=list[shapes.GrantOut])
def withdraw_access(request: ApiRequest, ref: str) -> "QuerySet[Grant]":
    """What was granted by hand is over; answers the grants that others hold open."""
    case = workable(request.access, ref)
    for home in homes_of(case):
        withdrawing.withdraw_access([home], source=home.subject, by=request.access.actor)
    return grants_of(case)


def _owed(request: ApiRequest, ref: str, obligation: UUID) -> Obligation:
    found = obligations_of(workable(request.access, ref)).filter(id=obligation).first()
    if found is None:
        raise Missing(_("The case owes no such thing."))
    return found
