"""A company of any size: agents, accounts and contacts, 600 cases on the desks, and an archive that grows.

The first thousand cases are opened by the product's own action. Those beyond are copies of settled ones with their
threads, messages and facts, made by the database: what the figures are about is how much there is, not how it came.
"""

import random

from django.db import connection, transaction

from andon.cases.actions.open_cases import open_cases
from andon.cases.case_in import CaseIn
from andon.cases.models import Case
from andon.customers.actions.put_accounts import AccountIn, put_accounts
from andon.customers.actions.put_contacts import ContactIn, put_contacts
from andon.customers.models import Contact
from andon.people.actions.create_team import create_team
from andon.people.actions.create_user import create_user
from andon.people.actions.grant_role import grant_role
from andon.people.models import Team
from andon.timeline.actor import Actor

BY = Actor.system("bench")
FIRST, ON_DESKS = 1000, 600
_WORDS = "checkout payment invoice login delivery export label price order refund voucher parcel".split()  # noqa: SIM905
_random = random.Random(7)

_SETTLE = """
UPDATE cases_case SET due_at = NULL, due_reason = '', status_since = opened_at, opened_at = opened_at - age,
  status = CASE WHEN n < 0.9 THEN 'closed' WHEN n < 0.95 THEN 'solved' ELSE 'waiting_customer' END,
  close_reason = CASE WHEN n < 0.9 THEN 'solved' ELSE '' END
FROM (SELECT id, random() AS n, random() * interval '365 days' AS age FROM cases_case
      ORDER BY number LIMIT %s) AS lot
WHERE lot.id = cases_case.id
"""
_LOT = """
CREATE TEMP TABLE lot ON COMMIT DROP AS
SELECT source.id AS old, gen_random_uuid() AS new, gen_random_uuid() AS thread, random() * interval '365 days' AS age,
       nextval('cases_number') AS number
FROM (SELECT id FROM cases_case WHERE status <> 'new' ORDER BY number LIMIT 400) AS source,
     generate_series(1, %(times)s) LIMIT %(count)s
"""
_COPY = """
INSERT INTO cases_case SELECT (jsonb_populate_record(was, jsonb_build_object(
    'id', lot.new, 'number', lot.number, 'external_key', NULL, 'opened_at', was.opened_at - lot.age,
    'status_since', was.status_since - lot.age, 'order_number', 'A-' || lot.number,
    'title', was.title || ' ' || substr(lot.new::text, 1, 6)))).*
FROM lot JOIN cases_case AS was ON was.id = lot.old;

INSERT INTO conversations_thread SELECT thread, 'case', new FROM lot;

INSERT INTO conversations_message SELECT (jsonb_populate_record(message, jsonb_build_object(
    'id', gen_random_uuid(), 'thread_id', lot.thread, 'message_id', NULL,
    'written_at', message.written_at - lot.age))).*
FROM lot JOIN conversations_thread AS thread ON thread.subject_kind = 'case' AND thread.subject_id = lot.old
JOIN conversations_message AS message ON message.thread_id = thread.id;

INSERT INTO timeline_recordedfact SELECT (jsonb_populate_record(fact, jsonb_build_object(
    'id', gen_random_uuid(), 'subject_id', lot.new, 'at', fact.at - lot.age,
    'about', array_replace(fact.about, 'case:' || lot.old, 'case:' || lot.new)))).*
FROM lot JOIN timeline_recordedfact AS fact ON fact.subject_kind = 'case' AND fact.subject_id = lot.old
"""


def found_company() -> None:
    """Two teams of ten agents, 500 accounts with 4 contacts each, and the first thousand cases."""
    for name in ("Care", "Billing"):
        team = create_team(name=name, by=BY)
        for number in range(10):
            agent = create_user(email=f"{name}{number}@bench.example", name=f"{name} Agent {number}", by=BY)
            grant_role(agent, role="agent", team=team, by=BY)
    tiers = ("strategic", "growth", "standard", "standard")
    put_accounts(
        [AccountIn(external_id=f"a{n}", name=f"Account {n} {_word()}", tier=tiers[n % 4]) for n in range(500)], by=BY
    )
    people = [
        ContactIn(name=f"Person {n} {_word()}", emails=[f"p{n}@a{n % 500}.example"], account=f"a{n % 500}")
        for n in range(2000)
    ]
    put_contacts(people[:1000], by=BY)
    put_contacts(people[1000:], by=BY)
    contacts, teams = list(Contact.objects.select_related("account")), list(Team.objects.order_by("name"))
    open_cases([_case(contacts, teams) for _ in range(FIRST)], by=BY)
    with connection.cursor() as cursor:
        cursor.execute(_SETTLE, [FIRST - ON_DESKS])
    tidy()


def grow(to: int) -> None:
    """The archive grows until there are so many cases in all."""
    count = to - Case.objects.count()
    if count > 0:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(_LOT, {"count": count, "times": count // 400 + 1})
            for statement in _COPY.split(";"):
                cursor.execute(statement)
        tidy()


def tidy() -> None:
    """What workers and the database's housekeeping would have done in the meantime."""
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM work_duework")
        cursor.execute("VACUUM ANALYZE")


def _case(contacts: list[Contact], teams: list[Team]) -> CaseIn:
    return CaseIn(
        title=f"{_word()} {_word()} {_word()}".capitalize(),
        body=" ".join(_word() for _ in range(40)),
        contact=_random.choice(contacts),
        team=_random.choice(teams),
        order_number=f"A-{_random.randrange(10_000_000)}",
        tags=[_word()],
        receipt=False,
    )


def _word() -> str:
    return _random.choice(_WORDS)
