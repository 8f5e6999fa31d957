"""What the OpenAPI document says of all operations alike: the token, the repeated request, the problems."""

from typing import Any

from andon.kit.rest.problem import MEDIA_TYPE, Problem
from andon.people.intakes import all_intakes

from .bulk_document import bulk_operation, item_schemas

_KEY = {
    "name": "Idempotency-Key",
    "in": "header",
    "required": False,
    "schema": {"type": "string", "maxLength": 255},
    "description": "Sent again within 24 hours, the request gets the first one's answer and is not done twice.",
}
_PROBLEMS = {
    "401": "Not signed in",
    "403": "Not allowed",
    "404": "Missing",
    "422": "Fields that are not right",
    "429": "Too many requests",
    "503": "Cannot be done just now; try again",
}
_WRITE_PROBLEMS = {
    "400": "No JSON in UTF-8",
    "409": "Not in this state",
    "413": "Larger than 25 MB",
    "415": "Of another media type",
}


def complete(document: dict[str, Any]) -> dict[str, Any]:
    """Add to ninja's document what the door does for every operation."""
    components = document.setdefault("components", {})
    components.setdefault("schemas", {}).update(_problem_schemas())
    components["securitySchemes"] = {"token": {"type": "http", "scheme": "bearer", "bearerFormat": "andon_…"}}
    document["security"] = [{"token": []}]
    document["paths"] |= {f"/api/v1/bulk/{intake.name}": {"post": bulk_operation(intake)} for intake in all_intakes()}
    for intake in all_intakes():
        components["schemas"] |= item_schemas(intake)
    for path, methods in document["paths"].items():
        for method, operation in methods.items():
            _complete_operation(operation, writes=method != "get", repeats="/bulk/" not in path)
    return document


def _complete_operation(operation: dict[str, Any], *, writes: bool, repeats: bool) -> None:
    if writes and repeats:
        operation.setdefault("parameters", []).append(_KEY)
    for status, text in (_PROBLEMS | (_WRITE_PROBLEMS if writes else {})).items():
        schema = {"$ref": "#/components/schemas/Problem"}
        operation["responses"].setdefault(status, {"description": text, "content": {MEDIA_TYPE: {"schema": schema}}})


def _problem_schemas() -> dict[str, Any]:
    schema = Problem.model_json_schema(ref_template="#/components/schemas/{model}")
    return {**schema.pop("$defs"), "Problem": schema}
