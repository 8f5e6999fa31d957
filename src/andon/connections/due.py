"""What falls due here: taking in what vendors told, calling them, and forgetting contents kept long enough."""

from andon.work.lanes import CALL
from andon.work.sweeps import sweep
from andon.work.tasks import task

from . import forgetting, outbox, taking


@task("connections.take_in")
def take_in(*, id: str) -> None:
    taking.take(id)


@task("connections.take_in_outside", lane=CALL, io=True)
def take_in_outside(*, id: str) -> None:
    taking.take(id)


@task("connections.send_out", lane=CALL, io=True)
def send_out(*, id: str) -> None:
    outbox.send(id)


@sweep("connections.forget_contents")
def forget_contents(most: int) -> int:
    return forgetting.forget_some(most)
