"""No log holds a way in."""

import logging

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse

from andon.kit.secret import new_token
from andon.project.hidden import HideTokens, without_tokens


def test_tokens_are_hidden_and_ids_are_not() -> None:
    id = "0190e0a0-0000-7000-8000-000000000000"
    assert without_tokens(f"/my/{new_token()}/files/{id}/") == f"/my/…/files/{id}/"


def test_what_django_says_of_a_signed_link(db: None, caplog: pytest.LogCaptureFixture) -> None:
    token = new_token()
    caplog.handler.addFilter(HideTokens())
    with caplog.at_level(logging.WARNING, "django.request"):
        Client().get(reverse("portal:case", args=[token]))
    assert "Not Found: /my/…/" in caplog.text
    assert token not in caplog.text


def test_every_handler_hides_them() -> None:
    handlers = settings.LOGGING["handlers"].values()
    assert all("tokens" in handler["filters"] for handler in handlers)
