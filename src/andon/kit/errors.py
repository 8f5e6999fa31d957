"""What an action may refuse. Screens show it in the form, the API answers application/problem+json."""

from collections.abc import Mapping


class Refused(Exception):
    """The base: a refusal with a text for the person who asked."""

    status = 400

    def __init__(self, message: str) -> None:
        super().__init__(message)
        self.message = message


class Invalid(Refused):
    """Bad input: the text per field; "" names the whole."""

    status = 422

    def __init__(self, faults: Mapping[str, str]) -> None:
        super().__init__("; ".join(faults.values()))
        self.faults = dict(faults)


class NotAllowed(Refused):
    status = 403


class Missing(Refused):
    status = 404


class Conflict(Refused):
    """The state does not allow it (any more)."""

    status = 409


class TooLarge(Refused):
    status = 413


class TooMuch(Refused):
    """A limit per time was reached; `retry_after` in seconds."""

    status = 429

    def __init__(self, message: str, retry_after: int) -> None:
        super().__init__(message)
        self.retry_after = retry_after
