"""Keys that sort as they were made."""

import threading
from uuid import RFC_4122

from andon.kit.ids import new_id


def test_they_are_uuids_of_version_seven() -> None:
    made = new_id()
    assert (made.version, made.variant) == (7, RFC_4122)


def test_they_sort_as_they_were_made_also_beyond_a_milliseconds_counter() -> None:
    made = [new_id() for _number in range(20_000)]
    assert made == sorted(made)


def test_threads_never_make_the_same() -> None:
    made: list[object] = []
    threads = [threading.Thread(target=lambda: made.extend(new_id() for _ in range(2000))) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(set(made)) == 8000
