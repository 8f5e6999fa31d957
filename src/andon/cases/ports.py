"""What this room offers to lower rooms."""

from andon.channels.inbound import register_inbound
from andon.conversations.readers import register_carrier, register_reader
from andon.customers.personal import PersonalRoom, holds_personal_content
from andon.people.intakes import Intake, register_intake
from andon.people.topics import register_topic
from andon.targets.subjects import register_subjects

from . import (
    account_cases,  # noqa: F401  fills its place on the account screen
    clock_lines,  # noqa: F401  fills a place beside a case
    facts_merging,  # noqa: F401  registers its facts
    facts_owed,  # noqa: F401  registers its facts
    facts_own,  # noqa: F401  registers its facts
    facts_senders,  # noqa: F401  registers its facts
    meaning_of_cases,  # noqa: F401  registers what a case says
    notices,  # noqa: F401  registers what people are told
    personal,
    signal_cases,  # noqa: F401  fills its places on the signals' screens
)
from .actions.take_mail import take_mail
from .bodies import open_bodies, told
from .clock_subjects import CaseClocks
from .models import BulkRun, Case
from .readers import classes_of_carried, classes_of_case
from .shapes import CaseBody

register_inbound(take_mail)
register_subjects(CaseClocks())
register_reader("case", classes_of_case)
register_carrier(classes_of_carried)
holds_personal_content(PersonalRoom("cases", personal.export, personal.erase))
register_intake(
    Intake(
        name="cases",
        room="cases",
        roles=("agent", "lead"),
        schema=CaseBody,
        read=CaseBody.model_validate,
        take=open_bodies,
        brief=lambda case: {"id": case.id, "ref": case.ref},
        told=told,
    )
)
register_topic("case", lambda access, id: Case.objects.visible_to(access).named(str(id)).exists())
register_topic("bulk", lambda access, id: BulkRun.objects.visible_to(access).filter(id=id).exists())
