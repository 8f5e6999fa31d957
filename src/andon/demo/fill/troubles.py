"""A past incident in the diary: reported, declared, answered, talked about, told, resolved, checked."""

import random
from collections.abc import Sequence
from datetime import datetime, timedelta

from andon.cases.actions.close_case import close_case
from andon.cases.actions.open_case import open_case
from andon.cases.actions.receive_customer_message import receive_customer_message
from andon.cases.actions.reply_to_case import reply_to_case
from andon.cases.case_in import CaseIn
from andon.cases.models import Case
from andon.cases.rules.reasons import CloseReason
from andon.comms.actions.send_update import send_update
from andon.comms.actions.write_update import write_update
from andon.comms.audience import audience_of
from andon.customers.models import Contact
from andon.demo.company.troubles import Trouble, Words
from andon.demo.company.words import ALL_WELL, WE_SEE_IT
from andon.emerging.actions.link_issue import link_issue
from andon.emerging.models import EmergingIssue
from andon.incidents.actions.declare_incident import declare_incident
from andon.incidents.actions.edit_incident import edit_incident
from andon.incidents.actions.link_cases import link_cases
from andon.incidents.actions.mitigate_incident import mitigate_incident
from andon.incidents.actions.post_on_line import post_on_line
from andon.incidents.actions.resolve_incident import resolve_incident
from andon.incidents.actions.set_eta import set_eta
from andon.incidents.actions.show_answer_on_cases import show_answer_on_cases
from andon.incidents.models import Incident
from andon.paging.actions.acknowledge import acknowledge
from andon.paging.models import Escalation, Page
from andon.people.access import access_of
from andon.people.models import User

from .alerts import quiet, ring
from .cases import in_working_hours
from .diary import Diary
from .house import House


class PastTrouble:
    def __init__(
        self, diary: Diary, house: House, chance: random.Random, trouble: Trouble, people: Sequence[Contact]
    ) -> None:
        """`people`: one for each report, who speaks its language."""
        self._diary, self._house, self._chance = diary, house, chance
        self._trouble, self._people = trouble, people
        self._cases: list[Case] = []
        self._incident: Incident
        self._agent: User
        self._engineer: User

    def begin(self, declared: datetime) -> None:
        """The story around the moment at which it is declared."""
        it, add = self._trouble, self._diary.add
        reports = len(it.reports)
        for number in range(reports):
            at = declared - timedelta(minutes=it.declared_after * (reports - number) / reports)
            if number == reports - 1 and reports > 3:
                at = declared + timedelta(minutes=12)
            add(at, lambda number=number: self._report(number))  # type: ignore[misc]
        if it.monitor and it.services[0] in self._house.keys:
            ring(
                self._diary,
                self._house,
                declared - timedelta(minutes=2),
                service=it.services[0],
                severity="critical",
                summary=it.monitor,
                source="prometheus",
                name=it.slug,
            )
        add(declared, self._declare, at_once=True)
        add(_after(declared, 3), self._link_emerging, at_once=True)
        add(_after(declared, 4), self._acknowledge, at_once=True)
        for number, (who, seen_by, words) in enumerate(it.line):
            at = _after(declared, 6 + 7 * number)
            add(at, lambda who=who, seen_by=seen_by, words=words: self._post(who, seen_by, words))  # type: ignore[misc]
        add(_after(declared, 9), lambda: self._expect(_after(declared, it.eta_after)))
        add(_after(declared, 15), lambda: self._tell(it.first), at_once=True)
        if it.lasts is not None:
            self._end(_after(declared, it.lasts))

    def _end(self, at: datetime) -> None:
        it = self._trouble
        self._diary.add(at - timedelta(minutes=11), self._mitigate)
        self._diary.add(at, self._resolve, at_once=True)
        if it.monitor and it.services[0] in self._house.keys:
            quiet(self._diary, self._house, at - timedelta(minutes=5), service=it.services[0], name=it.slug)
        self._diary.add(_after(at, 6), lambda: self._tell(it.final), at_once=True)
        for number in range(len(it.reports)):
            later = in_working_hours(_after(at, 25 + self._chance.randrange(200)))
            self._diary.add(later, lambda number=number: self._confirm(number))  # type: ignore[misc]

    def _report(self, number: int) -> None:
        language, title, words = self._trouble.reports[number]
        who = self._people[number]
        case = open_case(
            CaseIn(
                title=title,
                body=words,
                contact=who,
                channel="email",
                locale=language,
                tags=list(self._trouble.services[:1]),
                verified=True,
                receipt=False,
            ),
            by=who.actor,
        )
        self._cases.append(Case.objects.with_people().get(pk=case.pk))
        if hasattr(self, "_incident"):
            link_cases(self._incident, [self._cases[-1]], by=self._agent.actor)

    def _declare(self) -> None:
        it = self._trouble
        self._agent = next((case.owner for case in self._cases if case.owner), self._house.person("Bob Keller"))
        self._incident = declare_incident(
            title=it.title,
            services=[self._house.services[slug] for slug in it.services],
            severity=it.severity,
            condition=it.condition,
            customer_text=it.customer_text,
            internal_text=it.internal_text,
            cases=self._cases,
            by=self._agent.actor,
        )
        for case in self._cases:
            if case.owner and case.contact:
                words = WE_SEE_IT[case.locale].replace("{first}", case.contact.first_name)
                reply_to_case(case, by=case.owner.actor, body=words, send_now=True)

    def _link_emerging(self) -> None:
        """What the scan saw of it before it was declared."""
        told = [case.id for case in self._cases]
        seen = EmergingIssue.objects.undecided().filter(reports__subject_id__in=told).distinct()
        for issue in seen:
            link_issue(issue, self._incident, access=access_of(self._agent))

    def _acknowledge(self) -> None:
        run = Escalation.objects.of(self._incident.subject).standing().get()
        self._engineer = Page.objects.select_related("user").filter(escalation=run).order_by("-at")[0].user
        acknowledge(run, by=self._engineer.actor)

    def _post(self, who: str, seen_by: str, words: str) -> None:
        by = self._engineer if who == "engineer" else self._agent
        message = post_on_line(self._incident, body=words, seen_by=seen_by, by=by.actor)
        if who == "engineer" and seen_by == "agents":
            show_answer_on_cases(self._incident, message=message, by=by.actor)

    def _expect(self, at: datetime) -> None:
        set_eta(self._incident, expected_at=at, why="", by=self._engineer.actor)
        if self._trouble.lasts is None:
            soon = self._diary.end + timedelta(minutes=50)
            edit_incident(self._incident, next_update_at=soon, by=self._agent.actor)

    def _mitigate(self) -> None:
        mitigate_incident(self._incident, by=self._engineer.actor)

    def _resolve(self) -> None:
        resolve_incident(self._incident, by=self._engineer.actor)

    def _tell(self, words: Words) -> None:
        if not words:
            return
        self._incident.refresh_from_db()
        update = write_update(self._incident, texts=words, by=self._agent.actor)
        send_update(update, digest=audience_of(update).digest, by=self._agent.actor, send_now=True)

    def _confirm(self, number: int) -> None:
        case = Case.objects.with_people().get(pk=self._cases[number].pk)
        if case.contact is None or case.owner is None:
            return
        language = self._trouble.reports[number][0]
        receive_customer_message(
            case, by=case.contact.actor, body=ALL_WELL[language], channel="email", locale=language, verified=True
        )
        close_case(case, by=case.owner.actor, reason=CloseReason.VERIFIED_BY_CUSTOMER)


def _after(moment: datetime, minutes: float) -> datetime:
    return moment + timedelta(minutes=minutes)
