"""Whatever a person can do at a screen, a program can do: screens and API call the same actions."""

import ast
from pathlib import Path

from andon.api.main import api

ROOMS = Path(__file__).resolve().parents[2] / "src" / "andon"
# What only makes sense at a screen, and why.
AT_SCREENS_ONLY = {
    "create_first_administrator": "before it nobody could hold a token",
    **dict.fromkeys(
        ("report_problem", "ask_for_links", "write_to_us", "say_it_works", "say_it_does_not", "answer_as_customer"),
        "customers' own: a form for strangers, or a signed link as the proof; programs open, answer and close cases",
    ),
    "receive_delivery": "vendors: an address of their own, and their signature as the proof",
    **dict.fromkeys(
        ("take_provider_mails", "note_provider_report"), "what mail providers call us with; they hold no token"
    ),
    **dict.fromkeys(("verify_way", "confirm_test"), "the link in a message, opened where it arrived, is the proof"),
    "withdraw_reply": "what a program sends leaves at once, so there is nothing to take back",
}


def actions_of_screens() -> dict[str, str]:
    """The action's name, and the file of a screen that calls it."""
    found: dict[str, str] = {}
    for path in [*ROOMS.glob("*/screens/**/*.py"), *ROOMS.glob("integrations/*/screens/**/*.py")]:
        for node in ast.walk(ast.parse(path.read_text())):
            if isinstance(node, ast.ImportFrom) and node.module and ".actions" in f".{node.module}":
                parts = node.module.split(".")
                names = [parts[-1]] if parts[-1] != "actions" else [alias.name for alias in node.names]
                found.update(dict.fromkeys(names, str(path.relative_to(ROOMS))))
    return found


def operations() -> list[str]:
    document = api.get_openapi_schema()
    return [operation["operationId"] for methods in document["paths"].values() for operation in methods.values()]


def test_every_action_of_a_screen_has_an_endpoint() -> None:
    # Drawing the API's document takes a while: once is enough.
    known = {*operations(), *AT_SCREENS_ONLY}
    missing = {name: where for name, where in actions_of_screens().items() if name not in known}
    assert missing == {}


def test_exceptions_are_still_needed() -> None:
    assert set(AT_SCREENS_ONLY) <= set(actions_of_screens())


def test_operation_ids_are_unique() -> None:
    found = operations()
    assert sorted(found) == sorted(set(found))
