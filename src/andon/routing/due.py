"""What falls due here: guessing what was understood, learning, gathering what was chosen before, looking for drift."""

from uuid import UUID

from andon.meaning.on_understood import on_understood
from andon.work.daily import daily
from andon.work.lanes import EMBEDDING
from andon.work.tasks import task


@on_understood("routing.predict", io=True)
def predict(*, kind: str, ids: list[str]) -> None:
    from .actions.predict import predict as predicting

    if kind == "case":
        predicting([UUID(id) for id in ids])


@task("routing.learn", lane=EMBEDDING, io=True)
def learn(*, field: str) -> None:
    from .actions.learn import learn as learning

    learning(field)


@task("routing.gather")
def gather() -> None:
    from .actions.gather_choices import gather_choices

    gather_choices()


@daily("routing.day")
def day() -> None:
    """What was chosen before this room was there is gathered; what was erased or became spam leaves the routers."""
    from .actions.gather_choices import begin_gathering
    from .actions.note_drift import note_drift
    from .planning import learn_soon

    begin_gathering()
    learn_soon()
    note_drift()
