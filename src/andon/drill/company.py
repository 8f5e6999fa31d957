"""The steps that the drill takes in its own database, each in a process: `python -m andon.drill.company <step>`."""

import json
import sys
import time
from collections.abc import Callable, Iterator
from typing import Any

import django

django.setup()

from django.core.management import call_command  # noqa: E402

from andon.cases.actions.open_cases import open_cases  # noqa: E402
from andon.cases.case_in import CaseIn  # noqa: E402
from andon.cases.models import Case, CasePolicy  # noqa: E402
from andon.catalog.actions.put_services import ServiceIn, put_services  # noqa: E402
from andon.comms.actions.send_update import send_update  # noqa: E402
from andon.comms.actions.write_update import write_update  # noqa: E402
from andon.comms.audience import audience_of  # noqa: E402
from andon.comms.models import Update  # noqa: E402
from andon.customers.actions.put_accounts import AccountIn, put_accounts  # noqa: E402
from andon.customers.actions.put_contacts import ContactIn, put_contacts  # noqa: E402
from andon.customers.models import Contact  # noqa: E402
from andon.incidents.actions.declare_incident import declare_incident  # noqa: E402
from andon.incidents.actions.link_cases import link_cases  # noqa: E402
from andon.kit.errors import Refused  # noqa: E402
from andon.people.actions.create_team import create_team  # noqa: E402
from andon.timeline.actor import Actor  # noqa: E402
from andon.work.models import DueWork  # noqa: E402

from .recipients import address_of, is_vip  # noqa: E402

BY = Actor.system("drill")
AT_ONCE = 500
TEXTS = {
    "en": "Hello {first name}, checkout is failing for some of you. We found the cause. Fix expected: {fix expected}.",
    "de": "Hallo {first name}, der Checkout schlägt bei manchen fehl. Ursache gefunden. Behoben: {fix expected}.",
}


def fill(recipients: str) -> dict[str, Any]:
    """The company: customers, a case each, an incident, and an update that waits to be sent."""
    call_command("migrate", verbosity=0)
    care = create_team(name="Care", department="Customer service", by=BY)
    CasePolicy.objects.create(default_team=care)
    (service,) = put_services([ServiceIn(slug="checkout", name="Checkout", owner=care)], by=BY)
    put_accounts(
        [AccountIn(external_id=tier, name=tier.title(), tier=tier) for tier in ("strategic", "standard")], by=BY
    )
    incident = declare_incident(title="Checkout fails", services=[service], by=BY, page=False)
    for numbers in _batches(int(recipients)):
        contacts = put_contacts([_contact(number) for number in numbers], by=BY)
        opened = open_cases([_case(one) for one in contacts if isinstance(one, Contact)], by=BY)
        assert not any(isinstance(one, Refused) for one in [*contacts, *opened])
        link_cases(incident, [one for one in opened if isinstance(one, Case)], by=BY)
    update = write_update(incident, texts=TEXTS, by=BY)
    # The drill is about telling; what else such a day sets off would only make the figures muddy.
    DueWork.objects.all().delete()
    return {"update": update.number}


def _batches(count: int) -> Iterator[range]:
    for start in range(0, count, AT_ONCE):
        yield range(start, min(start + AT_ONCE, count))


def _contact(number: int) -> ContactIn:
    return ContactIn(
        external_id=f"c{number}",
        name=f"Customer {number}",
        account="strategic" if is_vip(number) else "standard",
        locale="de" if number % 3 == 0 else "en",
        emails=[address_of(number)],
    )


def _case(contact: Contact) -> CaseIn:
    return CaseIn(title="Checkout fails", body="It says try again", contact=contact, verified=True, receipt=False)


def send() -> dict[str, Any]:
    update = Update.objects.get()
    send_update(update, digest=audience_of(update).digest, by=BY, send_now=True)
    return {"at": time.time()}


STEPS: dict[str, Callable[..., dict[str, Any]]] = {"fill": fill, "send": send}

if __name__ == "__main__":
    json.dump(STEPS[sys.argv[1]](*sys.argv[2:]), sys.stdout)
