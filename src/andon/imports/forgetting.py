"""When a file is forgotten: 30 days after it came, was taken in, or was cancelled."""

from andon.work.plan import plan

from .models import CsvImport


def plan_forgetting(found: CsvImport) -> None:
    from .due import forget

    plan(forget, {"of": str(found.id)}, key=f"imports:forget:{found.id}", run_at=found.forget_at)
