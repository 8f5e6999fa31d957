"""Whatever sequence of merges, undos and messages: each message has one home thread, none is lost, and no customer
reads what another wrote."""

from collections.abc import Callable

import pytest
from django.db import transaction
from hypothesis import example, given, settings
from hypothesis import strategies as st

from andon.cases.actions.merge_cases import merge_cases
from andon.cases.actions.open_case import open_case
from andon.cases.actions.receive_customer_message import receive_customer_message
from andon.cases.actions.reply_to_case import reply_to_case
from andon.cases.actions.undo_merge import undo_merge
from andon.cases.case_in import CaseIn
from andon.cases.models import Case, Participant
from andon.cases.reads.case_messages import case_messages
from andon.cases.reads.homes import homes_of
from andon.cases.reads.messages_of_holder import messages_of_holder
from andon.conversations.models import Message
from andon.conversations.rules.audience import AUDIENCES
from andon.customers.models import Contact
from andon.people.models import Team, User
from tests.cast import NOBODY, account, contact

CASES = 4
numbers = st.integers(0, CASES - 1)
acts = st.one_of(
    st.tuples(st.just("merge"), numbers, numbers),
    st.tuples(st.just("undo"), numbers, numbers),
    st.tuples(st.just("write"), numbers, numbers),
    st.tuples(st.just("answer"), numbers, numbers),
)


class World:
    """Dana has two cases, her colleague Tom one, and Eve of another company one."""

    def __init__(self, care: Team, alice: User, people: list[Contact]) -> None:
        self.alice, self.people, self.said = alice, people, 0
        self.home: dict[str, int] = {}
        self.author: dict[str, Contact | None] = {}
        self.copied: set[tuple[int, object]] = set()
        self.cases = [self._open(person, care, number) for number, person in enumerate(people)]

    def _open(self, person: Contact, care: Team, number: int) -> Case:
        given = CaseIn(title=f"Case {number}", body=self._words(number, person), contact=person, team=care)
        return open_case(given, by=NOBODY)

    def _words(self, number: int, author: Contact | None) -> str:
        self.said += 1
        body = f"Message {self.said}"
        self.home[body], self.author[body] = number, author
        return body

    def case(self, number: int) -> Case:
        return Case.objects.get(id=self.cases[number].id)

    def merge(self, one: int, other: int) -> None:
        into, by = self.case(other), self.alice.actor
        merge_cases([self.case(one)], into=into, by=by, why="The same", across_customers=True)
        places = {case.id: number for number, case in enumerate(self.cases)}
        copies = Participant.objects.exclude(contact=None).values_list("case_id", "contact_id")
        self.copied |= {(places[case], person) for case, person in copies}

    def undo(self, one: int, _other: int) -> None:
        undo_merge(self.case(one), by=self.alice.actor)

    def write(self, one: int, other: int) -> None:
        """To the case by its own address: its customer, or somebody who was ever sent a copy of an answer."""
        writer = self.people[other] if (one, self.people[other].id) in self.copied else self.people[one]
        receive_customer_message(
            self.case(one), by=writer.actor, body=self._words(one, writer), channel="email", author_name=writer.name
        )

    def answer(self, one: int, _other: int) -> None:
        survivor = self.case(one).merged_into or self.case(one)
        number = [case.id for case in self.cases].index(survivor.id)
        reply_to_case(survivor, by=self.alice.actor, body=self._words(number, None), send_now=True)

    def check(self) -> None:
        standing = [case for case in map(self.case, range(CASES)) if case.merged_into_id is None]
        assert all(case.merged_into is None or case.merged_into.merged_into_id is None for case in self.cases)
        shown = [message for case in standing for message in case_messages(homes_of(case), AUDIENCES)]
        # None is lost, and each is shown by exactly one case.
        assert sorted(message.body for message in shown) == sorted(self.home)
        homes = Message.objects.filter(thread__subject_kind="case").values_list("body", "thread__subject_id")
        assert {body: self.cases[number].id for body, number in self.home.items()} == dict(homes)
        for number, person in enumerate(self.people):
            for message in messages_of_holder(self.case(number), person, limit=500):
                assert self.author[message.body] in (None, person), message.body


@pytest.mark.django_db
def test_any_sequence(care: Team, alice: User) -> None:
    acme, other = account("acme", "Acme Outdoor"), account("other", "Other Goods")
    dana, tom = contact("Dana Whitfield", "dana@acme.example", acme), contact("Tom Berg", "tom@acme.example", acme)
    eve = contact("Eve Novak", "eve@other.example", other)

    # The longest ways to go wrong are always gone, whatever is drawn.
    @example([("merge", 2, 0), ("write", 0, 2), ("undo", 2, 0)])
    @example([("merge", 2, 0), ("answer", 0, 0), ("write", 2, 2), ("write", 0, 2), ("undo", 2, 0), ("write", 0, 2)])
    @example([("merge", 2, 1), ("merge", 1, 0), ("write", 2, 2), ("answer", 2, 0), ("undo", 1, 0), ("write", 1, 2)])
    @example([("merge", 3, 2), ("merge", 2, 0), ("answer", 3, 0), ("write", 3, 3), ("undo", 3, 0), ("undo", 2, 0)])
    @settings(max_examples=20)
    @given(st.lists(acts, min_size=1, max_size=9))
    def run(sequence: list[tuple[str, int, int]]) -> None:
        with transaction.atomic():
            world = World(care, alice, [dana, dana, tom, eve])
            for name, one, two in sequence:
                act: Callable[[int, int], None] = getattr(world, name)
                act(one, two)
            world.check()
            transaction.set_rollback(True)

    run()
