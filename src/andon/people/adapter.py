"""What allauth may do here: sign in, second factors, passkeys; nobody signs up by herself."""

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from django.http import HttpRequest


class AccountAdapter(DefaultAccountAdapter):
    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Users are made by an administrator."""
        return False

    def populate_username(self, request: HttpRequest, user: Any) -> None:
        """There are no user names."""
