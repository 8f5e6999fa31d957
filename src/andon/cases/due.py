"""What falls due here: reminders about solved cases, closing those that nobody answered, long acts in parts; and an
audit that nothing owed is forgotten."""

from uuid import UUID

from andon.work.audits import Orphan, audit
from andon.work.lanes import TELL
from andon.work.tasks import task

from .models import BulkRun, Case


@task("cases.remind", lane=TELL)
def remind(*, case: str, number: int) -> None:
    from .actions.remind_customer import remind_customer

    remind_customer(Case.objects.get(id=UUID(case)), number=number)


@task("cases.close_unanswered")
def close_unanswered_case(*, case: str, reminders: int) -> None:
    from .actions.close_unanswered import close_unanswered

    close_unanswered(Case.objects.get(id=UUID(case)), reminders=reminders)


@task("cases.go_on_with_bulk")
def go_on_with_bulk(*, run: str) -> None:
    """One part; the next is planned in the same transaction."""
    from .bulk_engine import next_part
    from .bulk_progress import plan_part

    found = BulkRun.objects.filter(id=UUID(run)).first()
    if found and next_part(found).is_under_way:
        plan_part(found)


@task("cases.know_account_again")
def know_account_again(*, account: str, after: str) -> None:
    from .actions.know_account_again import know_account_again as know

    know(UUID(account), after=UUID(after))


@task("cases.forget_drafts")
def forget_drafts() -> None:
    """Every day while there is something that will be old."""
    from .forgetting import forget_old, plan_next

    if forget_old():
        plan_next()


@audit("cases.obligations")
def orphaned_obligations() -> list[Orphan]:
    from .auditing import orphaned_obligations as find

    return find()
