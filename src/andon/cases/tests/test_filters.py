"""The language of filters: what it means in plain Python, and that the database means the same."""

from datetime import timedelta
from typing import Any

import pytest
from conftest import MoveClock
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.cast import access, account, contact

from andon.cases.models import Case
from andon.cases.reads.filtered import filtered, names_in
from andon.cases.reads.inbox import with_words
from andon.cases.rules.filter_parts import parts_of, text_of
from andon.cases.rules.filtering import Seen, matches
from andon.cases.rules.filters import GROUPS, MARKS, NAMES, Filter, Term, parse, written
from andon.cases.rules.lifecycle import STATUSES
from andon.kit import clock
from andon.kit.errors import Invalid
from andon.people.models import Team, User

from .conftest import make_case
from .types import complaint, make_type

KINDS = {
    "wrong": "choice",
    "part": "reference",
    "cause": "choices",
    "cost": "number",
    "since": "date",
    "refunded": "yes_no",
}
SPANS = st.sampled_from(["0m", "30m", "1h", "5h", "2d", "9d", "400d"])
SPACED = st.sampled_from(["late", "broken", "other", "x y", "lost"])


def values(options: Any, most: int = 3) -> Any:
    return st.lists(options, min_size=1, max_size=most, unique=True).map(tuple)


def term(name: str, options: list[str]) -> Any:
    return st.builds(Term, st.just(name), st.just(":"), values(st.sampled_from(options)), st.booleans())


def compared(name: str, than: Any) -> Any:
    return st.builds(Term, st.just(name), st.sampled_from("<>"), than.map(lambda one: (one,)), st.booleans())


TERMS = st.one_of(
    term("status", [*STATUSES, *GROUPS]),
    term("owner", ["me", "none", "any", "bob@fernhill.example", "gone@fernhill.example"]),
    term("team", ["mine", "none", "any", "care", "billing"]),
    term("type", ["none", "any", "complaint", "question"]),
    term("account", ["none", "any", "acme", "Bob's Shop"]),
    term("tag", ["none", "any", "vat", "gift card", "a, b", " "]),
    term("channel", ["email", "portal", "phone", "none"]),
    term("tier", ["strategic", "growth", "standard"]),
    term("language", ["en", "de", "pt-BR"]),
    term("is", list(MARKS)),
    term("due", ["none", "any", "late"]),
    compared("due", SPANS),
    compared("waiting", SPANS),
    compared("opened", SPANS),
    term("field.wrong", ["none", "any", "late", "broken"]),
    term("field.part", ["none", "any", "X-1", "x y"]),
    term("field.cause", ["none", "any", "packing", "carrier"]),
    term("field.cost", ["none", "any", "5", "12.5", "-1"]),
    term("field.since", ["none", "any", "2026-11-01"]),
    term("field.refunded", ["none", "any", "yes", "no"]),
    compared("field.cost", st.sampled_from(["-1", "5", "12.5", "100"])),
    compared("field.since", st.sampled_from(["2026-11-01", "2026-11-05"])),
)
WORDS = st.sampled_from(["", "parcel", "gift card", "c-1", "C-3", "X-1", "acme", "A-77", "zzz"])
FILTERS = st.builds(Filter, st.lists(TERMS, max_size=3).map(tuple), WORDS)


@given(FILTERS)
def test_what_is_written_is_read_again(found: Filter) -> None:
    assert parse(written(found), KINDS) == found
    again = parse(text_of(parts_of(found)), KINDS)
    assert (sorted(map(str, again.terms)), again.words) == (sorted(map(str, found.terms)), found.words)


@given(
    st.text(max_size=60)
    | st.lists(st.sampled_from([*NAMES, ":", "<", '"', "-", "field.", "cost", " ", ","])).map("".join)
)
def test_any_text_is_read_or_refused(text: str) -> None:
    try:
        found = parse(text, KINDS)
    except Invalid as no:
        refused = set(no.faults)
    else:
        assert parse(written(found), KINDS) == found
        return
    assert refused == {"filter"}


@pytest.mark.parametrize(
    "text",
    [
        "stauts:open",
        "status:opne",
        "field.none:1",
        "field.cost:many",
        "field.since:yesterday",
        "field.refunded:maybe",
        "field.wrong<late",
        "status<open",
        "waiting:2d",
        "waiting>2y",
        "due:soon",
        "tier:gold",
        "is:nice",
        "status:",
        'tag:""',
        '"never ends',
        "a\0b",
        "x" * 1001,
        "status:open " * 31,
    ],
)
def test_what_is_not_known_is_refused(text: str) -> None:
    with pytest.raises(Invalid) as no:
        parse(text, KINDS)
    assert set(no.value.faults) == {"filter"}


def test_what_a_filter_says() -> None:
    found = parse('status:open,NEW -tag:"Gift card" owner:Bob@Fernhill.example waiting>2d parcel late', KINDS)
    assert found.words == "parcel late"
    assert found.terms[:3] == (
        Term("status", ":", ("open", "new")),
        Term("tag", ":", ("gift card",), negated=True),
        Term("owner", ":", ("bob@fernhill.example",)),
    )
    assert found.terms[3].span == timedelta(days=2)


@pytest.fixture
def cases(alice: User, bob: User, care: Team, billing: Team, move_clock: MoveClock) -> list[Case]:
    """Forty, each different in much."""
    kind, question = complaint(), make_type("question")
    acme = account("acme", "Acme Outdoor", tier="strategic")
    bobs = account("Bob's Shop", "Shop", tier="growth")
    people = [contact("Dana Whitfield", "dana@acme.example", acme), contact("Eve", "eve@other.example", bobs), None]
    own: list[dict[str, Any]] = [
        {"wrong": "late", "cost": 5, "cause": ["packing"], "refunded": True},
        {"wrong": "broken", "part": "X-1", "cost": 12.5, "since": "2026-11-01", "refunded": False},
        {"wrong": "broken", "part": "x y", "cause": ["packing", "carrier"], "since": "2026-11-09"},
        {},
    ]
    made = []
    for n in range(40):
        move_clock.forward(hours=7)
        typed = [kind, None, question][n % 3]
        case = make_case(
            title=f"Parcel {n}" if n % 2 else f"Gift card {n}",
            contact=people[n % 3],
            team=[care, billing, None][n % 3],
            owner=[alice, bob, None][n // 3 % 3],
            channel=["email", "portal", "phone"][n % 3],
            locale=["en", "de", "pt-BR"][n // 2 % 3],
            tags=[["vat"], ["vat", "gift card"], []][n // 4 % 3],
            order_number=["A-77", ""][n % 2],
            priority=["", "high"][n // 5 % 2],
            case_type=typed,
            fields=own[n // 3 % 4] if typed == kind else {},
            verified=n % 5 == 0,
            follow_up_of=made[0] if n % 7 == 6 else None,
        )
        due = [clock.now() + timedelta(minutes=20), clock.now() - timedelta(hours=9), None][n % 3]
        status = STATUSES[n % 6]
        reason = "withdrawn" if status == "closed" else ""
        Case.objects.filter(id=case.id).update(
            due_at=due,
            status=status,
            close_reason=reason,
            spam=n % 11 == 3,
            owed_count=n % 4 == 1,
            asked_count=n % 8 == 1,
        )
        made.append(case)
    return list(Case.objects.with_people().order_by("number"))


def seen_by(case: Case, reader: User, teams: set[Any]) -> Seen:
    names = [case.account.name if case.account else "", case.contact.name if case.contact else ""]
    exact = [*case.tags, case.order_number.lower(), case.ref.lower()]
    return Seen(
        status=case.status,
        status_since=case.status_since,
        opened_at=case.opened_at,
        due_at=case.due_at,
        owner=case.owner.email if case.owner else "",
        is_readers=case.owner_id == reader.id,
        team=case.team.slug if case.team else "",
        is_readers_team=case.team_id in teams,
        type=case.case_type.slug if case.case_type else "",
        brand=case.brand.slug if case.brand else "",
        priority=case.priority,
        account=(case.account.external_id or "") if case.account else "",
        tier=case.tier,
        channel=case.channel,
        language=case.locale,
        tags=case.tags,
        verified=case.verified,
        spam=case.spam,
        owed=case.owed_count > 0,
        asked=case.asked_count > 0,
        follow_up=case.follow_up_of_id is not None,
        fields=case.fields,
        text=(case.title, *names),
        exact=(*exact, *([case.fields["part"].lower()] if "part" in case.fields else [])),
    )


@pytest.mark.django_db
def test_the_database_means_what_the_rule_says(cases: list[Case], alice: User, bob: User) -> None:
    reader = access(alice)
    now = clock.now()
    plain = {case.id: seen_by(case, alice, reader.teams("agent")) for case in cases}
    hits = set()

    @settings(max_examples=400)
    @given(FILTERS)
    def check(found: Filter) -> None:
        names = names_in([found], KINDS)
        listed = filtered(Case.objects.all(), found, names, reader, with_words)
        wanted = {id for id, case in plain.items() if matches(found, case, KINDS, now)}
        assert set(listed.values_list("id", flat=True)) == wanted, written(found)
        hits.add(len(wanted))

    check()
    assert len(hits) > 5
