"""What falls due after a case was solved: reminders, then closing by itself."""

from datetime import datetime, timedelta

from andon.work.plan import Planned, cancel, plan_all

from .models import Case, CasePolicy


def start_timers(case: Case, *, policy: CasePolicy, now: datetime) -> None:
    """Reminders on the policy's days, then the close; solving again starts them anew."""
    from .due import close_unanswered_case, remind

    days = sorted(day for day in policy.reminder_days if day < policy.auto_close_days)
    pieces = [
        Planned(
            task=remind,
            args={"case": str(case.id), "number": number},
            key=_remind_key(case, number),
            run_at=now + timedelta(days=day),
        )
        for number, day in enumerate(days, start=1)
    ]
    close = Planned(
        task=close_unanswered_case,
        args={"case": str(case.id), "reminders": len(days)},
        key=_close_key(case),
        run_at=now + timedelta(days=policy.auto_close_days),
    )
    plan_all([*pieces, close])


def stop_timers(case: Case) -> None:
    cancel(_close_key(case), *(_remind_key(case, number) for number in range(1, 10)))


def _remind_key(case: Case, number: int) -> str:
    return f"cases:remind:{case.id}:{number}"


def _close_key(case: Case) -> str:
    return f"cases:close:{case.id}"
