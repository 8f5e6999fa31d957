"""What goes on beside cases and incidents, in the diary, each by the action that people and machines use."""

import random
from datetime import timedelta

from andon.alerts.actions.create_heartbeat import create_heartbeat
from andon.alerts.actions.receive_changes import receive_changes
from andon.alerts.actions.receive_pings import PingIn, receive_pings
from andon.alerts.heartbeat_in import HeartbeatIn
from andon.alerts.rules.event import ChangeIn
from andon.case_escalations.actions.accept_escalation import accept_escalation
from andon.case_escalations.actions.de_escalate import de_escalate
from andon.case_escalations.actions.escalate_cases import escalate_cases
from andon.case_escalations.actions.put_escalation_kind import put_escalation_kind
from andon.case_escalations.models import CaseEscalation, EscalationKind
from andon.cases.actions.save_view import save_view
from andon.cases.models import Case
from andon.cases.rules.lifecycle import OUR_TURN
from andon.cases.view_in import ViewIn
from andon.demo.company import life, staff
from andon.paging.actions.put_policy import StepIn, put_policy
from andon.people.access import access_of
from andon.signals.actions.receive_signals import receive_signals
from andon.signals.signal_in import SignalIn

from .diary import Diary
from .house import DEMO, House

CHANGES_A_DAY = 2
_TO_ANSWER = timedelta(minutes=12)
_TO_SETTLE = timedelta(minutes=50)


def write_life(diary: Diary, house: House, chance: random.Random) -> None:
    _signals(diary)
    _heartbeats(diary, house)
    _changes(diary, house, chance)
    diary.add(diary.end - timedelta(days=1, hours=20), lambda: _keep_views(house))
    _escalations(diary, house)


def _signals(diary: Diary) -> None:
    for number, (days_ago, source, who, rating, language, text) in enumerate(life.SIGNALS):
        item = SignalIn(
            text=text, source=source, external_key=f"said-{number}", author_name=who, rating=rating, language=language
        )
        at = diary.end - timedelta(days=days_ago)
        if at > diary.begin:
            diary.add(at, lambda item=item: _say(item))  # type: ignore[misc]


def _say(item: SignalIn) -> None:
    receive_signals([item], by=DEMO)


def _heartbeats(diary: Diary, house: House) -> None:
    for service, name, minutes in life.HEARTBEATS:
        given = HeartbeatIn(name=name, every_minutes=minutes)
        diary.add(
            diary.end - timedelta(hours=30),
            lambda service=service, given=given: _expect(house, service, given),  # type: ignore[misc]
        )
        diary.add(diary.end - timedelta(hours=7), lambda service=service, name=name: _ping(house, service, name))  # type: ignore[misc]


def _expect(house: House, service: str, given: HeartbeatIn) -> None:
    create_heartbeat(house.services[service], given, by=house.person(staff.ADMINISTRATOR).actor)


def _ping(house: House, service: str, name: str) -> None:
    receive_pings([PingIn(key=house.keys[service], name=name)])


def _changes(diary: Diary, house: House, chance: random.Random) -> None:
    for day in range((diary.end - diary.begin).days):
        for service, kind, summary, who in chance.sample(life.CHANGES, CHANGES_A_DAY):
            change = ChangeIn(
                routing_key=house.keys[service],
                summary=summary.format(n=day + 1),
                source="github",
                kind=kind,
                who=who,
                environment="production",
            )
            at = diary.begin + timedelta(days=day, minutes=chance.randrange(480, 1080))
            diary.add(at, lambda change=change: _tell(change))  # type: ignore[misc]


def _tell(change: ChangeIn) -> None:
    receive_changes([change])


def _keep_views(house: House) -> None:
    for name, title, filter_, order, audience in life.VIEWS:
        team = house.teams[staff.CARE] if audience == "team" else None
        item = ViewIn(name=title, filter=filter_, order=order, audience=audience, team=team)
        save_view(item, by=access_of(house.person(name)))


def _escalations(diary: Diary, house: House) -> None:
    kind = _management(house)
    for days_ago, why, answer, result in life.ESCALATED:
        at = diary.end - timedelta(days=days_ago)
        if at > diary.begin:
            story = _Escalated(diary, house, kind, why, answer, result)
            diary.add(at, story.begin, at_once=True)


def _management(house: House) -> EscalationKind:
    lead, last = house.person(staff.LEAD), house.person(staff.ADMINISTRATOR)
    steps = [StepIn(targets=[lead], wait_minutes=15), StepIn(targets=[last], wait_minutes=30)]
    team = house.teams[staff.CARE]
    policy = put_policy(slug="management", name="Management", team=team, steps=steps, by=DEMO, repeat=0)
    return put_escalation_kind("management", name="Management", policy=policy, answer_minutes=60, by=DEMO)


class _Escalated:
    """One case for which management is called in."""

    def __init__(self, diary: Diary, house: House, kind: EscalationKind, why: str, answer: str, result: str) -> None:
        self._diary, self._house, self._kind = diary, house, kind
        self._why, self._answer, self._result = why, answer, result

    def begin(self) -> None:
        asked = CaseEscalation.objects.values("case")
        open_ones = Case.objects.standing().filter(status__in=OUR_TURN, owner__isnull=False).exclude(id__in=asked)
        # What came last is the farthest from its end.
        case = open_ones.select_related("owner").filter(account__isnull=False).order_by("-number").first()
        if case is None or case.owner is None:
            return
        (one,) = escalate_cases([case], kind=self._kind, reason=self._why, by=case.owner.actor)
        if self._answer:
            at = one.asked_at + _TO_ANSWER
            self._diary.add(at, lambda: self._accept(one), at_once=True)

    def _accept(self, one: CaseEscalation) -> None:
        by = self._house.person(staff.LEAD).actor
        accepted = accept_escalation(one, by=by, answer=self._answer)
        if self._result:
            at = one.asked_at + _TO_SETTLE
            self._diary.add(at, lambda: self._settle(accepted), at_once=True)

    def _settle(self, one: CaseEscalation) -> None:
        fresh = CaseEscalation.objects.get(id=one.id)
        if fresh.is_standing:
            de_escalate(fresh, by=self._house.person(staff.LEAD).actor, result=self._result)
