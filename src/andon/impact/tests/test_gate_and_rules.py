"""What holds back “resolved”, which severity the numbers speak for, and whom more impact brings."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from conftest import MoveClock
from django.urls import reverse
from tests.cast import NOBODY

from andon.customers.models import Account
from andon.impact.actions.bring_more_people import bring_more_people
from andon.impact.actions.note_fix import note_fix
from andon.impact.actions.put_impact_rule import put_impact_rule
from andon.impact.models import FiredRule, ImpactRule
from andon.impact.reads.numbers_of import numbers_of
from andon.impact.reads.severity_advice import severity_advice
from andon.impact.rules.severity import Size, advise
from andon.impact.tests.conftest import MakeAccount, Report, address, signed_in
from andon.incidents.actions.link_cases import link_cases
from andon.incidents.actions.resolve_incident import resolve_incident
from andon.incidents.actions.say_who_is_hit import say_who_is_hit
from andon.incidents.actions.set_severity import set_severity
from andon.incidents.gates import held_back
from andon.incidents.models import GateOverride, Incident
from andon.kit import clock
from andon.kit.errors import Conflict, Invalid
from andon.notifications.models import Notice
from andon.paging.models import Escalation, Policy
from andon.people.models import Team, User

pytestmark = pytest.mark.django_db


@pytest.fixture
def big(incident: Incident, report: Report, make_account: MakeAccount, alice: User, move_clock: MoveClock) -> Incident:
    """Forty accounts reported, one a minute."""
    cases = []
    for number in range(40):
        move_clock.to(clock.now() + timedelta(minutes=1))
        cases.append(report(make_account(number)))
    link_cases(incident, cases, by=alice.actor)
    move_clock.forward(seconds=1)
    return incident


def codes(incident: Incident) -> list[str]:
    return [one.code for one in held_back(incident)]


def test_few_reports_hold_nothing_back(incident: Incident, omar: User) -> None:
    assert codes(incident) == []
    assert resolve_incident(incident, by=omar.actor).status == "resolved"


def test_it_is_resolved_when_the_curve_agrees(big: Incident, omar: User, move_clock: MoveClock) -> None:
    assert codes(big) == ["no_fix"]
    note_fix(big, what="7.4.3 is out", by=omar.actor)
    assert codes(big) == ["fix_unseen"]
    move_clock.forward(minutes=1)
    assert codes(big) == ["fix_early"]
    for _look in range(5):
        move_clock.forward(minutes=9)
    assert codes(big) == []
    assert resolve_incident(big, by=omar.actor).status == "resolved"
    assert not GateOverride.objects.exists()


def test_a_named_person_overrides_with_a_reason(big: Incident, omar: User) -> None:
    with pytest.raises(Invalid) as refused:
        resolve_incident(big, by=omar.actor)
    assert "No fix is noted" in refused.value.faults["override_reason"]
    with pytest.raises(Conflict):
        resolve_incident(big, by=NOBODY, override_reason="a program says so")
    resolve_incident(big, by=omar.actor, override_reason="the shop was closed for the night")
    row = GateOverride.objects.get()
    assert (row.codes, row.by, row.reason) == (["no_fix"], omar, "the shop was closed for the night")


def test_the_screen_asks_for_the_reason(big: Incident, omar: User) -> None:
    client = signed_in(omar)
    assert "No fix is noted, so the reports cannot say" in client.get(address(big)).content.decode()
    asked = client.post(address(big, "incidents:resolve_incident"))
    assert asked.status_code == 422
    assert "Resolve it all the same" in asked.content.decode()
    done = client.post(address(big, "incidents:resolve_incident"), {"override_reason": "closed for the night"})
    assert done.status_code == 302
    shown = client.get(address(big)).content.decode()
    assert "Omar Haddad resolved it at" in shown
    assert "closed for the night" in shown


def test_programs_hear_why(big: Incident, api: Any, omar: User) -> None:
    path = f"/incidents/{big.ref}"
    assert [one["code"] for one in api(omar).get(f"{path}/held_back").json()] == ["no_fix"]
    refused = api(omar).post(f"{path}/resolve_incident")
    assert refused.status_code == 422
    assert "override_reason" in refused.content.decode()
    assert api(None).post(f"{path}/resolve_incident", {"override_reason": "x"}).status_code == 409
    assert api(omar).post(f"{path}/resolve_incident", {"override_reason": "night"}).json()["status"] == "resolved"
    (override,) = api(omar).get(f"{path}/gate_overrides").json()
    assert (override["reason"], override["codes"]) == ("night", ["no_fix"])


@pytest.mark.parametrize(
    ("size", "severity", "wanted"),
    [
        (Size(affected=3, strategic=0, share=0.0), "minor", None),
        (Size(affected=6, strategic=0, share=0.0), "minor", "major"),
        (Size(affected=6, strategic=0, share=0.0), "major", None),
        (Size(affected=1, strategic=1, share=0.0), "minor", "major"),
        (Size(affected=2, strategic=2, share=0.0), "major", "critical"),
        (Size(affected=60, strategic=0, share=0.01), "major", "critical"),
        (Size(affected=2, strategic=0, share=0.0, contracts=1), "minor", "major"),
        (Size(affected=2, strategic=0, share=0.0, breached=1), "major", "critical"),
        (Size(affected=30, strategic=0, share=0.01, is_worse=True), "major", "critical"),
        (Size(affected=999, strategic=9, share=0.9), "critical", None),
    ],
)
def test_which_severity_the_numbers_speak_for(size: Size, severity: str, wanted: str | None) -> None:
    advice = advise(size, severity)
    assert (advice.severity if advice else None) == wanted


def test_it_is_raised_with_one_click_or_left(incident: Incident, alice: User, rita: User) -> None:
    set_severity(incident, severity="minor", by=alice.actor)
    client = signed_in(alice)
    shown = client.get(address(incident)).content.decode()
    assert "This speaks for “Major”:" in shown
    assert "1 strategic account" in shown
    assert "This speaks for" not in signed_in(rita).get(address(incident)).content.decode()
    where = address(incident, "impact:decline_severity")
    assert client.get(where).status_code == 405
    assert signed_in(rita).post(where, {"severity": "major"}).status_code == 403
    assert client.post(where, {"severity": "major"}).status_code == 302
    assert "This speaks for" not in client.get(address(incident)).content.decode()
    client.post(address(incident, "incidents:set_severity"), {"severity": "major"})
    incident.refresh_from_db()
    assert severity_advice(incident, numbers_of(incident)) is None


@pytest.fixture
def rule(on_call: Policy, care: Team) -> ImpactRule:
    return put_impact_rule(
        slug="two", name="Two affected", measure="everybody", at_least=2, policy=on_call, team=care, by=NOBODY
    )


def test_more_impact_brings_more_people_once(
    incident: Incident, rule: ImpactRule, make_account: MakeAccount, alice: User, bob: User, move_clock: MoveClock
) -> None:
    assert bring_more_people(incident) == []
    say_who_is_hit(incident, [make_account(1).id], how="confirmed", by=alice.actor)
    move_clock.forward(seconds=1)
    fired = FiredRule.objects.get()
    assert fired.number == 2
    run = Escalation.objects.get(subject_kind="fired_rule")
    assert (run.subject_id, run.policy) == (fired.id, rule.policy)
    assert Notice.objects.filter(kind="impact.more", user__in=[alice, bob]).count() == 2
    move_clock.forward(minutes=5)
    assert bring_more_people(incident) == []
    assert Escalation.objects.filter(subject_kind="fired_rule").count() == 1
    resolve_incident(incident, by=alice.actor)
    move_clock.forward(seconds=1)
    run.refresh_from_db()
    assert run.state == "ended"


@pytest.mark.parametrize(
    ("measure", "at_least", "tier", "fires"),
    [
        ("reported", 1, "", True),
        ("reported", 1, "strategic", True),
        ("reported", 1, "growth", False),
        ("reported", 2, "", False),
        ("inferred", 1, "", False),
        ("contracts", 1, "", False),
    ],
)
def test_when_a_rule_fires(incident: Incident, care: Team, measure: str, at_least: int, tier: str, fires: bool) -> None:
    put_impact_rule(slug="r", name="R", measure=measure, at_least=at_least, tier=tier, team=care, by=NOBODY)
    assert bool(bring_more_people(incident)) is fires


def test_a_rule_that_is_not_in_force_does_nothing(incident: Incident, care: Team) -> None:
    put_impact_rule(slug="r", name="R", measure="reported", team=care, is_active=False, by=NOBODY)
    assert bring_more_people(incident) == []


def test_rules_are_an_administrators(
    ada: User, mei: User, alice: User, care: Team, api: Callable[..., Any], acme: Account
) -> None:
    where = reverse("impact:put_impact_rule")
    given = {"slug": "vip", "name": "Strategic", "measure": "everybody", "at_least": "1", "tier": "strategic"}
    client = signed_in(ada)
    assert "Name a policy that pages" in client.post(where, given).content.decode()
    assert client.post(where, {**given, "team": str(care.id), "is_active": "on"}).status_code == 302
    assert ImpactRule.objects.get().team == care
    listed = reverse("impact:rules")
    assert "Strategic" in client.get(listed, {"rule": "vip"}).content.decode()
    assert "Save this rule" not in signed_in(mei).get(listed).content.decode()
    assert signed_in(alice).get(listed).status_code == 403
    assert signed_in(mei).post(where, given).status_code == 403
    put = api(ada).post("/impact_rules/put_impact_rule", {**given, "at_least": 3, "team": care.slug})
    assert put.json()["at_least"] == 3
    assert (
        api(ada).post("/impact_rules/put_impact_rule", {**given, "at_least": 0, "team": care.slug}).status_code == 422
    )
    assert api(alice).post("/impact_rules/put_impact_rule", {**given, "team": care.slug}).status_code == 403
    assert [one["slug"] for one in api(mei).get("/impact_rules").json()] == ["vip"]
    assert api(alice).get("/impact_rules").status_code == 403


def test_programs_hear_the_advice(incident: Incident, api: Any, alice: User, rita: User) -> None:
    set_severity(incident, severity="minor", by=alice.actor)
    path = f"/incidents/{incident.ref}"
    assert api(alice).get(f"{path}/severity_advice").json()["severity"] == "major"
    assert api(rita).get(f"{path}/severity_advice").status_code == 403
    assert api(rita).post(f"{path}/decline_severity", {"severity": "major"}).status_code == 403
    assert api(alice).post(f"{path}/decline_severity", {"severity": "major"}).status_code == 204
    assert api(alice).get(f"{path}/severity_advice").json() is None
    assert api(alice).post(f"{path}/decline_severity", {"severity": "bad"}).status_code == 422
