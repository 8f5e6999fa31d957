"""What falls due here: looking for somebody's cases. Apart from the request, so that its time tells nothing."""

from andon.work.lanes import TELL
from andon.work.tasks import task


@task("portal.send_case_links", lane=TELL)
def send_links(*, address: str) -> None:
    from .actions.send_case_links import send_case_links

    send_case_links(address)
