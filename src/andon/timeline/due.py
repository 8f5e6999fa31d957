"""What falls due here: the next look of whoever follows the timeline."""

from andon.work.tasks import task

from .follow import look


@task("timeline.follow")
def follow(*, name: str) -> None:
    look(name)
