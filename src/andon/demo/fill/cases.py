"""One customer's matter in the diary: opened, answered, solved, closed, as far as time allows."""

import random
from collections.abc import Sequence
from datetime import datetime, timedelta

from andon.cases.actions.add_step_tried import add_step_tried
from andon.cases.actions.close_case import close_case
from andon.cases.actions.note_on_case import note_on_case
from andon.cases.actions.open_case import open_case
from andon.cases.actions.receive_customer_message import receive_customer_message
from andon.cases.actions.reply_to_case import reply_to_case
from andon.cases.actions.solve_case import solve_case
from andon.cases.actions.wait_for import wait_for
from andon.cases.case_in import CaseIn
from andon.cases.models import Case
from andon.cases.rules.reasons import CloseReason
from andon.customers.models import Contact
from andon.demo.company.threads import Conversation
from andon.demo.company.words import AGAIN, PRODUCTS, WAITS_FOR
from andon.people.models import Team
from andon.timeline.actor import Actor

from .diary import Diary

_CHANNELS = ("email", "portal", "api")
_FIRST_ANSWER = {"strategic": (3, 22), "growth": (8, 100), "standard": (15, 210)}
"""Minutes, by tier."""


class Matter:
    """Follows a conversation; what comes after the diary's end has not happened yet."""

    def __init__(
        self,
        diary: Diary,
        chance: random.Random,
        contact: Contact,
        talk: Conversation,
        team: Team | None,
        *,
        to_the_end: bool = False,
        this_morning: bool = False,
    ) -> None:
        """`to_the_end`: solved and closed by now. `this_morning`: not answered yet, if it need not be."""
        self._diary, self._chance, self._contact, self._talk, self._team = diary, chance, contact, talk, team
        self._values = _values(chance, contact, talk.language)
        self._left = list(talk.said[1:])
        # Some customers never answer, and some matters wait for somebody else.
        stops = chance.random() < 0.09 and len(talk.said) > 2 and not to_the_end
        self._stops = chance.randrange(2, len(talk.said)) if stops else len(talk.said)
        self._asks_again = chance.random() < 0.04 and not to_the_end
        self._closes, self._this_morning = to_the_end, this_morning
        self.case: Case

    def begin(self, at: datetime) -> None:
        self._diary.add(at, lambda: self._open(at))

    def _open(self, at: datetime) -> None:
        (channel,) = self._chance.choices(_CHANNELS, (70, 24, 6))
        order = self._values["order"] if any("{order}" in text for _who, text in self._talk.said) else ""
        self.case = open_case(
            CaseIn(
                title=self._fill(self._chance.choice(self._talk.titles)),
                body=self._fill(self._talk.said[0][1]),
                contact=self._contact,
                team=self._team,
                channel=channel,
                tags=self._talk.tags,
                order_number=order,
                verified=True,
                receipt=False,
            ),
            by=self._contact.actor,
        )
        if self._this_morning and self.case.due_at and self.case.due_at > self._diary.end + timedelta(minutes=4):
            return
        tier = self._contact.account.tier if self._contact.account else "standard"
        self._go_on(in_working_hours(at + self._minutes(*_FIRST_ANSWER[tier])))

    def _go_on(self, at: datetime) -> None:
        if len(self._talk.said) - len(self._left) == self._stops:
            if self._left and self._left[0][0] == "A":
                self._diary.add(at, self._wait)
            return
        if not self._left:
            self._diary.add(at, lambda: self._solve(at))
            return
        who, _text = self._left[0]
        self._diary.add(at, lambda: self._agent_says(at) if who == "A" else self._customer_says(at))

    def _agent_says(self, at: datetime) -> None:
        _who, text = self._left.pop(0)
        self._reload()
        by = self._agent()
        if len(self._talk.said) - len(self._left) == 2:
            for what, result in self._talk.steps:
                add_step_tried(self.case, by=by, what=self._fill(what), result=self._fill(result))
            for note in self._talk.notes:
                note_on_case(self.case, by=by, body=self._fill(note))
        if not self._left:
            self._solve(at, self._fill(text))
            return
        reply_to_case(self.case, by=by, body=self._fill(text), send_now=True)
        self._go_on(awake(at + self._minutes(6, 400)))

    def _customer_says(self, at: datetime) -> None:
        _who, text = self._left.pop(0)
        self._write(self._fill(text))
        if self._left:
            self._go_on(in_working_hours(at + self._minutes(4, 150)))
        elif self._stops == len(self._talk.said):
            self._diary.add(in_working_hours(at + self._minutes(5, 120)), self._close)

    def _solve(self, at: datetime, text: str = "") -> None:
        self._reload()
        solve_case(self.case, by=self._agent(), body=text)
        if self._asks_again:
            self._asks_again = False
            self._diary.add(awake(at + self._minutes(900, 2600)), lambda: self._write(AGAIN[self._talk.language]))
        elif self._closes or self._chance.random() < 0.45:
            self._diary.add(in_working_hours(at + self._minutes(60, 1500)), self._close)

    def _write(self, text: str) -> None:
        receive_customer_message(
            self.case, by=self._contact.actor, body=text, channel="email", locale=self._talk.language, verified=True
        )

    def _wait(self) -> None:
        self._reload()
        wait_for(self.case, who=self._chance.choice(WAITS_FOR), by=self._agent())

    def _close(self) -> None:
        self._reload()
        close_case(self.case, by=self._agent(), reason=CloseReason.VERIFIED_BY_CUSTOMER)

    def _agent(self) -> Actor:
        return self.case.owner.actor if self.case.owner else Actor.system("demo")

    def _reload(self) -> None:
        self.case = Case.objects.with_people().get(pk=self.case.pk)

    def _minutes(self, least: int, most: int) -> timedelta:
        """More often short than long."""
        return timedelta(minutes=self._chance.triangular(least, most, least))

    def _fill(self, text: str) -> str:
        for name, value in self._values.items():
            text = text.replace(f"{{{name}}}", value)
        return text


def _values(chance: random.Random, contact: Contact, language: str) -> dict[str, str]:
    euros = chance.randrange(1900, 48000) / 100
    said = f"{euros:.2f} EUR" if language == "en" else f"{euros:.2f} €".replace(".", ",")
    return {
        "first": contact.first_name,
        "order": f"FH-{chance.randrange(200_000, 899_999)}",
        "amount": said,
        "ref": f"ARN 7{chance.randrange(10**9, 10**10)}",
        "n": str(chance.randrange(40, 900)),
        "k": str(chance.randrange(3, 30)),
        "product": chance.choice(PRODUCTS[language]),
        "domain": f"{contact.account.external_id}.example" if contact.account else "example.com",
    }


def in_working_hours(at: datetime) -> datetime:
    """Agents answer from 8 to 19 on working days, and the morning after."""
    if at.hour >= 19:
        at = (at + timedelta(days=1)).replace(hour=8, minute=at.minute // 2)
    elif at.hour < 8:
        at = at.replace(hour=8, minute=at.minute // 2)
    while at.weekday() >= 5:
        at += timedelta(days=1)
    return at


def awake(at: datetime) -> datetime:
    """Customers write from 7 to 22."""
    if at.hour >= 22:
        return (at + timedelta(days=1)).replace(hour=7)
    return at.replace(hour=7) if at.hour < 7 else at


def moments(chance: random.Random, begin: datetime, end: datetime, a_day: int) -> Sequence[datetime]:
    """When customers report: most in the morning of working days."""
    found = []
    day = begin.replace(hour=0, minute=0, second=0, microsecond=0)
    while day < end:
        many = a_day if day.weekday() < 5 else max(1, a_day // 5)
        for _ in range(many):
            hour = min(21.9, max(6.5, chance.gauss(11.5, 3.2)))
            at = day + timedelta(hours=hour, seconds=chance.randrange(60))
            if begin < at < end:
                found.append(at)
        day += timedelta(days=1)
    return sorted(found)
