"""What this room offers to lower rooms, and which kinds of notices are its own."""

from andon.channels.answers import register_answers
from andon.channels.rechecks import register_recheck

from .actions.recheck_message import recheck_message
from .actions.try_contact_methods import PURPOSE as TEST
from .answers import AnswersToTests

register_recheck("notice", recheck_message)
register_recheck("page", recheck_message)
register_answers(TEST, AnswersToTests())
