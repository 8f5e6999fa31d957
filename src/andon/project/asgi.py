"""What the web server serves: the bare part first, Django behind it."""

import os
from typing import Any

import django


def _front() -> Any:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "andon.project.settings")
    django.setup()
    from .doors.front import Front

    return Front()


application = _front()
