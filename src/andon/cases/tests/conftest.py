"""A case to work on."""

from typing import Any

import pytest
from tests.cast import NOBODY

from andon.cases.actions.open_case import open_case
from andon.cases.case_in import CaseIn
from andon.cases.models import Case
from andon.customers.models import Contact
from andon.people.models import Team, User


def make_case(**given: Any) -> Case:
    """One case, without a receipt."""
    return open_case(CaseIn(**{"title": "Checkout hangs", "body": "It hangs.", "receipt": False, **given}), by=NOBODY)


@pytest.fixture
def case(alice: User, care: Team, dana: Contact) -> Case:
    """Alice's case, reported by Dana."""
    return make_case(contact=dana, team=care, owner=alice)
