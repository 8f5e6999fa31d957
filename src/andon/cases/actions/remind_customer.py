from django.db import transaction

from andon.cases.facts import CustomerReminded
from andon.cases.from_whom import from_whom
from andon.cases.mails import mail_text
from andon.cases.models import Case
from andon.cases.rules.lifecycle import SOLVED
from andon.cases.telling import write_to_customer
from andon.timeline.actor import Actor
from andon.timeline.record import record

SYSTEM = Actor.system("cases")


@transaction.atomic
def remind_customer(case: Case, *, number: int) -> Case:
    """Ask again whether it is solved; each number once, and only while the case is solved."""
    (case,) = Case.objects.locked(case, merged=True)
    if case.merged_into_id or case.status != SOLVED or case.reminder_count >= number:
        return case
    case.reminder_count = number
    case.save(update_fields=["reminder_count"])
    name = from_whom(case).brand.name
    write_to_customer(case, mail_text("remind", case), by=SYSTEM, name=name, purpose="reminder", automatic=True)
    record(CustomerReminded(number=number), subject=case.subject, by=SYSTEM, about=case.live_about)
    return case
