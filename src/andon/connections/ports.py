"""What this room holds about people."""

from andon.customers.personal import PersonalRoom, holds_personal_content

from . import personal

holds_personal_content(PersonalRoom("connections", personal.export, personal.erase))
