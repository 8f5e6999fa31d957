from collections.abc import Callable, Iterator

import pytest

from andon.cases.actions.open_case import open_case
from andon.cases.case_in import CaseIn
from andon.cases.models import Case
from andon.customers.models import Contact
from andon.meaning.index.cache import forget_here
from andon.people.models import Team

Report = Callable[..., Case]


@pytest.fixture
def report(dana: Contact, care: Team) -> Report:
    """Dana reports something to Alice's team."""

    def tell(title: str = "Checkout hangs", body: str = "It hangs after the payment.", team: Team = care) -> Case:
        given = CaseIn(title=title, contact=dana, body=body, channel="portal", team=team, verified=True, receipt=False)
        return open_case(given, by=dana.actor)

    return tell


@pytest.fixture(autouse=True)
def _fresh_copy() -> Iterator[None]:
    """What is in this process's memory belongs to the last test's database."""
    forget_here()
    yield
    forget_here()
