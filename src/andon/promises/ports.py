"""What this room offers to lower rooms: its places on a case, and what goes with an answer."""

from andon.cases.composing import add_to_composer
from andon.ui.slots import fill_slot

from . import notices, slots, words  # noqa: F401  what people are told, and the sentences of facts
from .composing import heed_promises

fill_slot("case.composer", slots.composer, "promises/_composer.html")
fill_slot("case.context", slots.promises_of_cases, "promises/_of_case.html", position=12)
add_to_composer(heed_promises)
