"""The demo's history is made by the product's own actions, and leaves it in a sound state."""

from datetime import UTC, datetime

import pytest

from andon.alerts.models import ChangeEvent, Heartbeat
from andon.case_escalations.models import CaseEscalation
from andon.cases.models import Case, SavedView
from andon.channels.models import Delivery
from andon.comms.models import Recipient
from andon.contracts.models import Contract
from andon.contracts.reads.figures import figure_of
from andon.contracts.said import left_words
from andon.customers.models import Account, Contact
from andon.demo.fill.fill import Company, Size, fill
from andon.demo.sink.store import Sink
from andon.incidents.models import Incident
from andon.kit import clock
from andon.paging.models import Escalation
from andon.signals.models import Signal
from andon.work.models import DueWork

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 18, 14, 0, tzinfo=UTC)


@pytest.fixture
def sink() -> Sink:
    return Sink()


@pytest.fixture
def company(sink: Sink) -> Company:
    return fill(NOW, sink, lambda _text: None, Size(accounts=30, contacts=70, days=2, cases_a_day=4, this_morning=4))


def test_history_ends_now_and_leaves_nothing_undone(company: Company, sink: Sink) -> None:
    assert (Account.objects.count(), Contact.objects.count()) == (30, 70)
    assert Case.objects.filter(opened_at__lt=NOW).count() == Case.objects.count() > 5
    assert not DueWork.objects.filter(run_at__lte=NOW).exists()
    assert not DueWork.objects.exclude(parked_at=None).exists()
    assert clock.current_shift() is None
    # An incident of yesterday still stands; whoever reported it was told, and the engineer was summoned once.
    incident = Incident.objects.get()
    assert incident.is_standing
    assert set(Recipient.objects.values_list("state", flat=True)) == {"told"}
    assert Escalation.objects.of(incident.subject).get().state == "acknowledged"
    # All mail went into the sink, and no farther.
    assert len(sink.all()) == Delivery.objects.filter(state="told").count() > 0
    assert all(one.history for one in sink.all())


def test_what_goes_on_beside_is_there(company: Company) -> None:
    assert Signal.objects.filter(happened_at__lte=NOW).count() == Signal.objects.count() >= 3
    assert ChangeEvent.objects.count() == 4
    assert set(Heartbeat.objects.values_list("late_since", flat=True)) == {None}
    assert Heartbeat.objects.exclude(last_ping_at=None).count() == 3
    assert SavedView.objects.count() == 4
    states = list(CaseEscalation.objects.order_by("asked_at").values_list("state", flat=True))
    assert states == ["over", "accepted", "waiting"]
    assert len(set(CaseEscalation.objects.values_list("case", flat=True))) == 3


def test_acme_has_thirty_eight_minutes_left(company: Company) -> None:
    acme = Contract.objects.select_related("account").get(external_id="enterprise-acme")
    figure = figure_of(acme, at=NOW).figure
    assert figure is not None
    assert left_words(figure) == "38 min left of 43"
