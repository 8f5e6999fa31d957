"""Suggestions as routers would make them."""

from collections.abc import Callable

import pytest
from django.test import Client
from tests.cast import contact

from andon.cases.actions.open_case import open_case
from andon.cases.case_in import CaseIn
from andon.cases.models import Case
from andon.catalog.models import Service
from andon.kit import clock
from andon.people.models import Team, User
from andon.routing.models import FieldRouter, Prediction

Suggest = Callable[..., Case]


def signed_in(user: User) -> Client:
    client = Client()
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    return client


@pytest.fixture
def suggest(care: Team, billing: Team, checkout: Service) -> Suggest:
    """`suggest(3)`: a case of Care that looks like Billing, Checkout and high."""
    capability = checkout.capabilities.get()
    labels = {
        "team": str(billing.id),
        "service": str(checkout.id),
        "capability": str(capability.id),
        "priority": "high",
    }
    for field in labels:
        FieldRouter.objects.get_or_create(field=field)

    def make(
        number: int = 1, *, confidence: float = 0.9, accepted: bool = True, title: str = "Wrong <b>amount</b>"
    ) -> Case:
        who = contact(f"Customer {number}", f"c{number}@shop.example")
        case = open_case(CaseIn(title=title, contact=who, team=care, receipt=False, verified=True), by=who.actor)
        Prediction.objects.bulk_create(
            Prediction(
                case=case,
                field=field,
                label=label,
                confidence=confidence,
                accepted=accepted,
                belonging=0.1,
                examples=41,
                words=["amount", "<b>wrong"],
                model="lexical",
                learned_at=clock.now(),
                made_at=clock.now(),
            )
            for field, label in labels.items()
        )
        return case

    return make
