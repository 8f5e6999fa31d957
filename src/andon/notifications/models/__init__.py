from .contact_method import ContactMethod
from .phone_check import PhoneCheck

__all__ = ["ContactMethod", "PhoneCheck"]
