"""Whom a question asks, as plain cases; and that doing what was said leaves nothing to do."""

from uuid import UUID

from hypothesis import given
from hypothesis import strategies as st

from andon.questions.rules.asked import Changes, Known, changes

A, B, C = (UUID(int=n) for n in (1, 2, 3))


def known(
    number: int, case: UUID, *, through: UUID | None = None, answered: bool = False, counts: bool = True
) -> Known:
    return Known(UUID(int=100 + number), case, through or case, answered=answered, counts=counts)


def test_each_linked_case_that_is_not_over_is_asked_once() -> None:
    assert changes([], [A, B], [A], is_open=True) == Changes([A], [], {})
    assert changes([known(1, A)], [A], [A], is_open=True) == Changes([], [], {})
    assert changes([], [A], [A], is_open=False) == Changes([], [], {})


def test_of_merged_ones_the_survivors_stays() -> None:
    found = changes([known(1, B, through=A), known(2, A)], [A], [A], is_open=True)
    assert found == Changes([], [], {UUID(int=101): "merged"})
    oldest = changes([known(1, B, through=A), known(2, C, through=A)], [A], [A], is_open=True)
    assert oldest == Changes([], [], {UUID(int=102): "merged"})


def test_an_answered_one_speaks_for_all() -> None:
    found = changes([known(1, A), known(2, B, through=A, answered=True)], [A], [A], is_open=True)
    assert found == Changes([], [], {UUID(int=101): "merged"})


def test_unlinked_ones_count_no_longer_and_answers_come_back() -> None:
    gone = changes([known(1, A, answered=True), known(2, B)], [], [], is_open=True)
    assert gone.withdraw == {UUID(int=101): "unlinked", UUID(int=102): "unlinked"}
    back = changes([known(1, A, answered=True, counts=False), known(2, B, counts=False)], [A, B], [A, B], is_open=True)
    assert back == Changes([B], [UUID(int=101)], {})


def test_what_is_over_is_not_asked_and_its_answer_stays() -> None:
    found = changes([known(1, A), known(2, B, answered=True)], [A, B], [], is_open=True)
    assert found == Changes([], [], {UUID(int=101): "over"})


CASES = [A, B, C]


@st.composite
def worlds(draw: st.DrawFn) -> tuple[list[Known], list[UUID], list[UUID]]:
    into = {case: draw(st.sampled_from([case, A])) for case in CASES}
    into[A] = A
    asks = [
        known(n, case, through=into[case], answered=draw(st.booleans()), counts=draw(st.booleans()))
        for n, case in enumerate(draw(st.lists(st.sampled_from(CASES), max_size=3, unique=True)))
    ]
    linked = [case for case in CASES if into[case] == case and draw(st.booleans())]
    return asks, linked, [case for case in linked if draw(st.booleans())]


def done(asks: list[Known], what: Changes) -> list[Known]:
    after = [
        Known(
            one.id,
            one.case,
            one.through,
            one.answered,
            (one.counts or one.id in what.revive) and one.id not in what.withdraw,
        )
        for one in asks
    ]
    return after + [known(50 + n, case) for n, case in enumerate(what.ask)]


@given(worlds())
def test_doing_it_leaves_nothing_to_do(world: tuple[list[Known], list[UUID], list[UUID]]) -> None:
    asks, linked, running = world
    what = changes(asks, linked, running, is_open=True)
    after = done(asks, what)
    assert changes(after, linked, running, is_open=True) == Changes([], [], {})
    counting = [one for one in after if one.counts]
    assert {one.through for one in counting} <= set(linked)
    assert set(running) <= {one.through for one in counting}
    waiting = [one.through for one in counting if not one.answered]
    assert len(waiting) == len(set(waiting))
    assert not set(waiting) & {one.through for one in counting if one.answered}
