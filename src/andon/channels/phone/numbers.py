"""A phone number as others may see it."""


def hidden(number: str) -> str:
    """Its last digits alone."""
    return f"…{number[-4:]}"


def without(text: str, number: str) -> str:
    """What the vendor said, without the number in it."""
    return text.replace(number, hidden(number)).replace(number.lstrip("+"), hidden(number))
