"""What this room offers to lower rooms."""

from andon.people.topics import register_topic

from . import notices  # noqa: F401  what people are told

register_topic("schedule", lambda access, id: access.is_staff)
