"""What this room offers to lower rooms."""

from andon.people.topics import register_topic

register_topic("schedule", lambda access, id: access.is_staff)
