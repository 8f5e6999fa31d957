"""What the web server's own child serves. It ends with the server: a left-over one would keep the port."""

import signal

from .death import die_with_parent

die_with_parent(signal.SIGTERM)

from django.urls import get_resolver  # noqa: E402

from .asgi import application  # noqa: E402

# All screens are loaded before it answers, so that the first visitor does not wait for that.
_ = get_resolver().reverse_dict

__all__ = ["application"]
