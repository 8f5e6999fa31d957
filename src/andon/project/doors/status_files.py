"""The public status pages, through the web server: the same files that their own server serves."""

from django.conf import settings

from andon.status_page.serving.application import StatusFiles

from .incoming import Incoming, Receive, Scope, Send


class StatusDoor:
    """It asks no database, so that it answers without one."""

    prefix = "/status/"

    def __init__(self) -> None:
        folder = settings.STATUS_FOLDER
        self._files = StatusFiles(folder, self.prefix.rstrip("/")) if folder else None

    async def __call__(self, request: Incoming, scope: Scope, receive: Receive, send: Send) -> None:
        if self._files is None:
            await send({"type": "http.response.start", "status": 404, "headers": [(b"content-length", b"0")]})
            await send({"type": "http.response.body", "body": b""})
            return
        await self._files(scope, receive, send)
