from uuid import UUID

from andon.customers.models import Contact

from .find_contacts import find_contacts


def find_contact(text: str) -> Contact | None:
    """By her id, her external id or one of her e-mail addresses; also one who was erased, by her id."""
    text = text.strip()
    try:
        return Contact.objects.select_related("account").filter(id=UUID(text)).first()
    except ValueError:
        named = Contact.objects.select_related("account").filter(external_id=text).first()
        return named or find_contacts([text]).get(text.lower())
