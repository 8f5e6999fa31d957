"""The API's documentation, rendered on the server from its own OpenAPI document; open to everybody, for it holds
nothing of this installation."""

from functools import lru_cache
from http import HTTPStatus
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from andon.api.main import api
from andon.kit.rest.problem import problem

_PROBLEMS = (400, 401, 403, 404, 405, 409, 413, 415, 422, 429, 500, 503)


@require_safe
def docs(request: HttpRequest) -> HttpResponse:
    problems = [(problem(status, "").type.partition("#")[2], HTTPStatus(status)) for status in _PROBLEMS]
    return render(request, "api/docs.html", {"chapters": _chapters(), "problems": problems})


@lru_cache(maxsize=1)
def _chapters() -> dict[str, list[dict[str, Any]]]:
    document = api.get_openapi_schema()
    schemas = document["components"]["schemas"]
    chapters: dict[str, list[dict[str, Any]]] = {}
    for path, methods in document["paths"].items():
        for method, operation in methods.items():
            entry = {
                "method": method.upper(),
                "path": path,
                "name": operation["operationId"],
                "text": operation.get("description", ""),
                "parameters": operation.get("parameters", []),
                "fields": _fields(operation, schemas),
            }
            chapters.setdefault((operation.get("tags") or ["Other"])[0], []).append(entry)
    return chapters


def _fields(operation: dict[str, Any], schemas: dict[str, Any]) -> list[dict[str, Any]]:
    content = operation.get("requestBody", {}).get("content", {}).get("application/json", {})
    schema = content.get("schema", {})
    schema = schemas.get(schema.get("$ref", "").rpartition("/")[2], schema)
    needed = schema.get("required", [])
    return [
        {"name": name, "type": _type(field), "needed": name in needed, "text": field.get("description", "")}
        for name, field in schema.get("properties", {}).items()
    ]


def _type(field: dict[str, Any]) -> str:
    if "$ref" in field:
        return str(field["$ref"]).rpartition("/")[2]
    if choices := field.get("anyOf"):
        return " | ".join(_type(choice) for choice in choices)
    if field.get("type") == "array":
        return f"[{_type(field.get('items', {}))}]"
    return str(field.get("format") or field.get("type", "any"))
