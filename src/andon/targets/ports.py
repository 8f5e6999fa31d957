"""What this room offers to lower rooms."""

from . import notices  # noqa: F401  what people are told
