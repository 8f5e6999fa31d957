from .account import Account
from .attribute_definition import AttributeDefinition
from .contact import Contact
from .contact_point import ContactPoint
from .opening import Opening

__all__ = ["Account", "AttributeDefinition", "Contact", "ContactPoint", "Opening"]
