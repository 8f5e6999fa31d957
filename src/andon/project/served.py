"""What the web server's own child serves. It ends with the server: a left-over one would keep the port."""

import signal

from .death import die_with_parent

die_with_parent(signal.SIGTERM)

from .asgi import application  # noqa: E402

__all__ = ["application"]
