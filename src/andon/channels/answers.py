"""The port for answers to what was delivered: the room that asked takes them, by phone or by mail."""

from typing import Protocol, runtime_checkable

from .models import Delivery


class Answers(Protocol):
    def prompt(self, delivery: Delivery) -> str:
        """What is said about the keys, after the words of the delivery."""

    def heard(self, delivery: Delivery, key: str) -> str:
        """What whoever presses this key is told. Changes nothing; asked before or after the key is taken."""

    def press(self, delivery: Delivery, key: str) -> str:
        """Take a key pressed in a call: "" when it was taken, else why it was not. Repeating it changes nothing."""

    def reply(self, address: str, text: str) -> str:
        """Take a message from a number: "" when it was taken, else why it was not."""

    def answer_to(self, address: str, text: str) -> str:
        """What the writer is told, before or after it is taken; "" for whoever is not known. Changes nothing."""


@runtime_checkable
class MailAnswers(Protocol):
    """What an `Answers` also offers where a delivery can be answered by mail."""

    def writes_from(self, delivery: Delivery, address: str) -> bool:
        """Whether this is now an address of whom the delivery went to."""

    def mailed(self, delivery: Delivery, text: str) -> str:
        """Take an answer by mail to this delivery: "" when it was taken, else why it was not, in words for whoever
        wrote. Repeating it changes nothing."""


_takers: dict[str, Answers] = {}


def register_answers(purpose: str, answers: Answers) -> None:
    """At start-up (`ports.py`): deliveries of this purpose can be answered."""
    _takers[purpose] = answers


def find_answers(purpose: str) -> Answers | None:
    """None where nothing is asked."""
    return _takers.get(purpose)


def is_answered_by_mail(delivery: Delivery) -> bool:
    """Whether the mail carries an address that brings an answer back. Only who works here is asked anything."""
    asked = isinstance(_takers.get(delivery.purpose), MailAnswers)
    return asked and delivery.channel == "email" and delivery.recipient_kind == "user"


def is_answered_from(delivery: Delivery, address: str) -> bool:
    """Whether whoever was asked writes from this address."""
    taker = _takers.get(delivery.purpose)
    return taker.writes_from(delivery, address) if isinstance(taker, MailAnswers) else False


def take_mail_answer(delivery: Delivery, text: str) -> str:
    """ "" when it was taken, else why it was not."""
    taker = _takers.get(delivery.purpose)
    return taker.mailed(delivery, text) if isinstance(taker, MailAnswers) else "nothing here takes answers"


def answer_to(address: str, text: str) -> str:
    """What the writer of a message is told; "" where no room knows her."""
    return next((words for answers in _takers.values() if (words := answers.answer_to(address, text))), "")


def offer_reply(address: str, text: str) -> str:
    """ "" when a room took it, else why none did."""
    why = "nothing here takes messages"
    for answers in _takers.values():
        why = answers.reply(address, text)
        if not why:
            return ""
    return why
