"""How bytes become lines, lines records: encodings, delimiters, quotes that are never closed, lines without end."""

import codecs
import csv
import io
from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from andon.imports.rules import lines as lines_rule
from andon.imports.rules import records as records_rule
from andon.imports.rules.delimiters import guess_delimiter
from andon.imports.rules.encodings import fits, guess_encoding, mark_length
from andon.imports.rules.lines import Line, read_lines
from andon.imports.rules.records import Record, read_records

TEXT = "Name;Größe\r\nZoë;12 €\r\n"


@pytest.mark.parametrize(
    ("content", "encoding", "mark"),
    [
        (TEXT.encode(), "utf-8", 0),
        (codecs.BOM_UTF8 + TEXT.encode(), "utf-8", 3),
        (codecs.BOM_UTF16_LE + TEXT.encode("utf-16-le"), "utf-16-le", 2),
        (codecs.BOM_UTF16_BE + TEXT.encode("utf-16-be"), "utf-16-be", 2),
        (TEXT.encode("utf-16-le"), "utf-16-le", 0),
        (TEXT.encode("utf-16-be"), "utf-16-be", 0),
        (TEXT.encode("cp1252"), "cp1252", 0),
        (b"Name\nZo\xeb \x81\n", "latin-1", 0),
        (b"Name\nA\0B\n", "utf-8", 0),
        (b"plain", "utf-8", 0),
        (b"x", "utf-8", 0),
    ],
)
def test_the_encoding_is_seen(content: bytes, encoding: str, mark: int) -> None:
    assert guess_encoding(content) == encoding
    assert mark_length(content[:4], encoding) == mark


@given(st.binary(min_size=1, max_size=300))
def test_whatever_it_is_it_can_be_read_as_guessed(content: bytes) -> None:
    encoding = guess_encoding(content)
    assert fits(content, encoding)
    found = list(read_records(read_lines([content], encoding), ","))
    assert sum(line.size for line in read_lines([content], encoding)) == len(content)
    assert all(one.end <= len(content) for one in found)


@pytest.mark.parametrize(
    ("lines", "sign"),
    [
        (["a,b,c", "1,2,3"], ","),
        (["a;b;c", "1,5;2;3"], ";"),
        (["a\tb", "1, 2\t3"], "\t"),
        (["a|b", "1|2"], "|"),
        (['"a,b";c', '"1,2";3', '"1";2'], ";"),
        (["Name", "Anna"], ","),
        (["a;b", '"open;never closed'], ";"),
        ([], ","),
    ],
)
def test_the_delimiter_is_seen(lines: list[str], sign: str) -> None:
    assert guess_delimiter(lines) == sign


def cut(content: bytes, size: int) -> Iterator[bytes]:
    return (content[at : at + size] for at in range(0, len(content), size))


@given(
    st.lists(st.lists(st.text("aé€\U0001f600 \"',;\n\r", max_size=8), min_size=2, max_size=4), max_size=8),
    st.sampled_from(["utf-8", "utf-16-le", "utf-16-be"]),
    st.integers(1, 7),
)
def test_what_a_writer_wrote_is_read_whatever_the_pieces(rows: list[list[str]], encoding: str, size: int) -> None:
    out = io.StringIO()
    csv.writer(out, quoting=csv.QUOTE_ALL).writerows(rows)
    content = out.getvalue().encode(encoding)
    found = list(read_records(read_lines(cut(content, size), encoding), ","))
    assert [one.cells for one in found] == [row for row in rows if any(cell.strip() for cell in row)]
    # From the end of any record the rest is read alike.
    for place, one in enumerate(found):
        rest = read_records(read_lines([content[one.end :]], encoding), ",", first_line=one.next_line)
        assert [(next_one.line, next_one.cells) for next_one in rest] == [
            (next_one.line, next_one.cells) for next_one in found[place + 1 :]
        ]


def told(content: str) -> list[tuple[int, list[str] | None]]:
    found = read_records(read_lines(cut(content.encode(), 5), "utf-8"), ",")
    return [(one.line, one.cells) for one in found]


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_lines_end_as_every_system_ends_them(end: str) -> None:
    assert told(end.join(["a,b", "", "1,2", ""])) == [(1, ["a", "b"]), (3, ["1", "2"])]


def test_a_broken_line_is_refused_alone() -> None:
    content = 'a,b\n1,"open\n2,x\n3,"y"z\n4,"two\nlines"\n5,"last\n'
    assert told(content) == [
        (1, ["a", "b"]),
        (2, None),
        (3, ["2", "x"]),
        (4, None),
        (5, ["4", "two\nlines"]),
        (7, None),
    ]


def test_a_quote_within_a_cell_is_a_quote() -> None:
    assert told('5" screen,b\n1,2\n') == [(1, ['5" screen', "b"]), (2, ["1", "2"])]


def test_a_line_without_end_is_refused_and_never_whole_in_memory(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lines_rule, "LONGEST", 40)
    content = b"a,b\n" + b"x" * 1000 + b",y\n1,2\n"
    found = list(read_lines(cut(content, 16), "utf-8"))
    assert [(line.text, line.is_too_long) for line in found] == [("a,b\n", False), ("", True), ("1,2\n", False)]
    assert sum(line.size for line in found) == len(content)
    assert [one.cells for one in read_records(iter(found), ",")] == [["a", "b"], None, ["1", "2"]]


def test_a_search_for_a_closing_quote_ends() -> None:
    lines = [Line('a,"b\n', 5), *(Line("c,d\n", 4) for _ in range(3000))]
    found = list(read_records(iter(lines), ","))
    assert (found[0].cells, len(found), found[1]) == (None, 3001, Record(2, ["c", "d"], 9, 3))


def test_many_quotes_that_are_never_closed_cost_time_by_their_number(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(records_rule, "MOST_LINES", 50)
    fed = 0

    def hostile() -> Iterator[Line]:
        nonlocal fed
        for _ in range(2000):
            fed += 1
            yield Line('c",d,"e\n', 8)

    assert all(one.cells is None for one in read_records(hostile(), ","))
    assert fed == 2000
