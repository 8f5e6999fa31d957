"""The map is drawn from the source, the same each time, and shows each kind of thing."""

from andon.project.map import draw


def test_the_same_source_draws_the_same_map() -> None:
    assert draw() == draw()


def test_it_shows_actions_facts_with_reactions_work_screens_and_endpoints() -> None:
    page = draw()
    for line in (
        "- `BackupMade`, seen by engineering",
        "- `project.daily_backup` (background)",
        "- `/welcome/<str:token>/` people:welcome",
        "- `POST /api/v1/accounts/put_accounts` put_accounts",
    ):
        assert line in page
    assert "- `close_case`: Close a case" in page
    assert " → `" in page
    assert "0x" not in page
