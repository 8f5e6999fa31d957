"""What the OpenAPI document says of the streams of lines, which no router of ninja serves."""

from typing import Any

from andon.people.intakes import Intake

NDJSON = "application/x-ndjson"
_TEXT = (
    "A stream of lines, each the body of one; a line of at most 1 MB, blank ones are skipped. Some hundred lines are "
    "one transaction, and each is answered after its commit: what was answered is done, whatever is lost then, and "
    "what was not may be sent again; by their external keys nothing is done twice. A bad line harms no other."
)
_LINE = {
    "type": "object",
    "required": ["line", "status"],
    "properties": {
        "line": {"type": "integer", "description": "which one, from 1; blank ones count"},
        "status": {"type": "integer"},
        "result": {"type": "object", "description": "which one it is now"},
        "problem": {"$ref": "#/components/schemas/Problem"},
    },
}


def bulk_operation(intake: Intake) -> dict[str, Any]:
    item = {"$ref": f"#/components/schemas/{intake.schema.__name__}"}
    return {
        "operationId": f"bulk_{intake.name}",
        "summary": f"Bulk {intake.name}",
        "description": _TEXT,
        "tags": ["Bulk"],
        "requestBody": {"required": True, "content": {NDJSON: {"schema": item}}},
        "responses": {"200": {"description": "One line for each", "content": {NDJSON: {"schema": _LINE}}}},
    }


def item_schemas(intake: Intake) -> dict[str, Any]:
    schema = intake.schema.model_json_schema(ref_template="#/components/schemas/{model}")
    return {**schema.pop("$defs", {}), intake.schema.__name__: schema}
