"""Offsets, rows and columns: one place decides what a line is, and it decides as editors do."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rtlint.text.source import Location, Source

TEXTS = st.text(alphabet="ab \t\r\n\x85\u2028\u2029\ufeff\x0b\x0cé😀", max_size=40)


@given(TEXTS)
def test_locate_and_offset_are_inverse(text: str) -> None:
    source = Source("a.yaml", text)
    offsets = range(len(source.text) + 1)
    located = [source.locate(offset) for offset in offsets]
    assert [source.offset(location) for location in located] == list(offsets)
    assert located == sorted(set(located))


@given(TEXTS)
def test_lines_and_their_ends_make_up_the_text(text: str) -> None:
    source = Source("a.yaml", text)
    rows = range(1, len(source.starts) + 1)
    bounds = [*source.starts, len(source.text)]
    ends = [source.text[bounds[row - 1] + len(source.line(row)) : bounds[row]] for row in rows]
    assert "".join(source.line(row) + end for row, end in zip(rows, ends, strict=True)) == source.text
    assert set(ends[:-1]) <= {"\n", "\r\n", "\r"}
    assert ends[-1] == ""
    assert not any("\r" in source.line(row) or "\n" in source.line(row) for row in rows)


@given(TEXTS)
def test_a_column_counts_the_characters_before_it(text: str) -> None:
    source = Source("a.yaml", text)
    for offset in range(len(source.text) + 1):
        location = source.locate(offset)
        assert source.starts[location.row - 1] + location.column - 1 == offset
        assert location.column <= len(source.line(location.row)) + 2  # at most within a CRLF


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("", [""]),
        ("a", ["a"]),
        ("a\n", ["a", ""]),
        ("a\r\nb", ["a", "b"]),
        ("a\rb", ["a", "b"]),
        ("a\n\rb", ["a", "", "b"]),
        ("a\r\n\r\n", ["a", "", ""]),
        ("a\r\rb\n", ["a", "", "b", ""]),
        ("a\x85b\u2028c\u2029d\x0be\x0cf", ["a\x85b\u2028c\u2029d\x0be\x0cf"]),
    ],
)
def test_line_ends(text: str, lines: list[str]) -> None:
    source = Source("a.yaml", text)
    assert [source.line(row) for row in range(1, len(source.starts) + 1)] == lines


def test_a_row_that_does_not_exist_is_an_error() -> None:
    with pytest.raises(IndexError):
        Source("a.yaml", "a\nb").line(3)


def test_a_byte_order_mark_is_remembered_and_counts_for_nothing() -> None:
    source = Source("a.yaml", "\ufeffa: 1\n")
    assert (source.bom, source.text, source.locate(0)) == (True, "a: 1\n", Location(1, 1))
    plain = Source("a.yaml", "a: \ufeff1\n")
    assert (plain.bom, plain.text, plain.locate(4)) == (False, "a: \ufeff1\n", Location(1, 5))


def test_a_character_beyond_the_basic_plane_is_one_column() -> None:
    assert Source("a.yaml", "😀😀x").locate(2) == Location(1, 3)


def test_the_end_of_the_text_has_a_place() -> None:
    assert Source("a.yaml", "ab\n").locate(3) == Location(2, 1)
    assert Source("a.yaml", "ab").locate(2) == Location(1, 3)
