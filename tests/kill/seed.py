"""Run in a process of its own on the house's database: migrates it, and prints what the senders need."""

import json
import sys
from datetime import UTC, datetime

import django

django.setup()

from django.core.management import call_command  # noqa: E402

from andon.alerts.actions.create_integration_key import create_integration_key  # noqa: E402
from andon.cases.models import CasePolicy  # noqa: E402
from andon.catalog.actions.put_services import ServiceIn, put_services  # noqa: E402
from andon.paging.actions.bind_policy import bind_policy  # noqa: E402
from andon.paging.actions.put_policy import StepIn, put_policy  # noqa: E402
from andon.people.actions.create_token import create_token  # noqa: E402
from andon.schedules.actions.put_schedule import put_schedule  # noqa: E402
from tests.cast import NOBODY, person, team  # noqa: E402


def seed() -> dict[str, str]:
    care, engineers = team("Care", "Customer service"), team("Checkout", "Engineering")
    person("Alice Moreau", ("agent", care))
    omar = person("Omar Haddad", ("responder", engineers))
    ada = person("Ada Osei", ("administrator", None), ("lead", None))
    CasePolicy.objects.create(default_team=care)
    start = datetime(2026, 1, 5, 9, tzinfo=UTC)
    schedule = put_schedule(
        slug="checkout", name="Checkout", team=engineers, members=[omar], starts_at=start, by=NOBODY
    )
    steps = [StepIn(targets=[schedule], wait_minutes=60)]
    policy = put_policy(slug="checkout", name="Checkout", team=engineers, steps=steps, by=NOBODY, repeat=0)
    (service,) = put_services([ServiceIn(slug="checkout", name="Checkout", owner=engineers)], by=NOBODY)
    bind_policy(service, policy=policy, by=NOBODY)
    _key, routing_key = create_integration_key(service, name="Monitor", by=NOBODY)
    _token, token = create_token(name="Shop", scopes=("read", "write"), by=NOBODY, user=ada)
    return {"routing_key": routing_key, "token": token}


call_command("migrate", verbosity=0)
json.dump(seed(), sys.stdout)
