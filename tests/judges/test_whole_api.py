"""Schemathesis judges the whole API by the API's own document: nothing that is sent breaks it, and each answer is one
that the document names, in the shape that it gives."""

import json
from collections.abc import Callable, Iterator
from functools import lru_cache
from typing import Any

import pytest
from django.core.signals import request_finished, request_started
from django.core.wsgi import get_wsgi_application
from django.db import close_old_connections
from hypothesis import HealthCheck, Phase, settings

from andon.api.main import api as rest
from andon.people.models import User
from tests.doors import Caller

schemathesis = pytest.importorskip("schemathesis")
from schemathesis.checks import not_a_server_error  # noqa: E402
from schemathesis.specs.openapi.checks import (  # noqa: E402
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
    status_code_conformance,
)

CHECKS = [
    not_a_server_error,
    status_code_conformance,
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
]
SAMPLE = r"/v1/(cases|search|cases/open_case|cases/hand_over_cases|teams/create_team)$"
# Streams of lines are the bare part's, which WSGI does not reach; tests/api/test_bulk.py has them.
DOCUMENT = json.loads(json.dumps(rest.get_openapi_schema()))
schema = schemathesis.openapi.from_dict(DOCUMENT).exclude(path_regex="/bulk/")


@lru_cache(maxsize=1)
def product() -> Any:
    # In this process, so that each test's rows go with its transaction.
    return get_wsgi_application()


@pytest.fixture(autouse=True)
def _one_connection() -> Iterator[None]:
    """The end of a request would close the connection that the test's transaction is on."""
    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)
    yield
    for signal in (request_started, request_finished):
        signal.connect(close_old_connections)


def judged(examples: int) -> Any:
    return settings(
        max_examples=examples,
        deadline=None,
        derandomize=True,
        database=None,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )


@schema.include(path_regex=SAMPLE).parametrize()
@judged(2)
@pytest.mark.django_db
def test_a_sample_keeps_to_its_document(case: Any, api: Callable[..., Caller], ada: User) -> None:
    judge(case, api(ada))


@schema.parametrize()
@judged(12)
@pytest.mark.slow
@pytest.mark.django_db
def test_everything_keeps_to_its_document(case: Any, api: Callable[..., Caller], ada: User) -> None:
    judge(case, api(ada))


def judge(case: Any, caller: Caller) -> None:
    sent = {"Authorization": f"Bearer {caller.token}", "Host": "localhost"}
    answer = case.call(base_url="http://localhost", app=product(), headers=sent)
    case.validate_response(answer, checks=CHECKS)


def test_the_document_is_valid_openapi() -> None:
    validator = pytest.importorskip("openapi_spec_validator")
    validator.validate(DOCUMENT)
