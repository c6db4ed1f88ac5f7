"""A diff is what `patch` and `git apply` make of it: the new text, byte for byte."""

import os
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rtlint.text.diff import unified
from tests.patching import TOOLS, apply_diff


def patched(tool: str, folder: Path, name: str, old: str, new: str) -> bytes:
    (folder / name).write_bytes(old.encode())
    diff = "".join(unified(name, old, new)).encode()
    apply_diff(tool, folder, diff)
    assert os.listdir(folder) == [name]
    return (folder / name).read_bytes()


def test_equal_texts_have_no_diff() -> None:
    assert list(unified("a.yaml", "a\n", "a\n")) == []


def test_a_diff_has_three_lines_around_each_change() -> None:
    lines = [f"{number}\n" for number in range(1, 21)]
    new = [*lines[:4], "five\n", *lines[5:18], "19a\n", *lines[18:]]
    assert list(unified("b/a.yaml", "".join(lines), "".join(new))) == [
        "--- b/a.yaml\n",
        "+++ b/a.yaml\n",
        "@@ -2,7 +2,7 @@\n",
        *(" 2\n", " 3\n", " 4\n", "-5\n", "+five\n", " 6\n", " 7\n", " 8\n"),
        "@@ -16,5 +16,6 @@\n",
        *(" 16\n", " 17\n", " 18\n", "+19a\n", " 19\n", " 20\n"),
    ]


def test_a_text_without_an_end_of_its_last_line_tells_so() -> None:
    heads = ["--- a\n", "+++ a\n", "@@ -1,2 +1,2 @@\n", " a\n"]
    mark = "\\ No newline at end of file\n"
    assert list(unified("a", "a\nb", "a\nc\n")) == [*heads, "-b\n", mark, "+c\n"]
    assert list(unified("a", "a\nb\n", "a\nc")) == [*heads, "-b\n", "+c\n", mark]
    assert list(unified("a", "x\nb", "y\nb")) == [*heads[:3], "-x\n", "+y\n", " b\n", mark]


@pytest.mark.parametrize("tool", TOOLS)
@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("a\nb\nc\n", "a\nB\nc\n"),
        ("a\nb", "a\nc"),
        ("a\nb", "a\nb\n"),
        ("a\nb\n", "a\nb"),
        ("a\r\nb\r\n", "a\r\nB\r\n"),
        ("a\r\nb\r\n", "a\nb\r\n"),
        ("a\rb\r", "a\rB\r"),
        ("\ufeffa\nb\n", "\ufeffA\nb\n"),
        ("a\x85b\u2028c\u2029\x0c\x1c\x1d\x1e\x0bd\ne\n", "a\x85b\u2028C\u2029\x0c\x1c\x1d\x1e\x0bd\nE\n"),
        ("-- a\n++ b\n@@ c\n\\ d\n", "-- b\n++ c\n@@ d\n\\ e\n"),
        ("a\n\n\n b\n", "a\n\n b\n\n"),
        ("", "a\n"),
        ("", "a"),
        ("ü\n日本\n😀\n", "ü\n日\n😀\n"),
        ("a\tb \n", "a\tc \n"),
    ],
)
def test_texts_of_all_kinds_are_patched(tool: str, tmp_path: Path, old: str, new: str) -> None:
    assert patched(tool, tmp_path, "a.yaml", old, new) == new.encode()


@pytest.mark.parametrize("tool", TOOLS)
@pytest.mark.parametrize(
    "name",
    [
        *("a b.yaml", " a .yaml", "ü 日.yaml", 'a"b.yaml', '"a.yaml', "a\\b.yaml"),
        *("a\tb.yaml", "a\nb.yaml", "\x1b[2J.yaml", "a\u2028b\xa0c.yaml", "caf\udce9.yaml"),
    ],
)
def test_files_of_all_names_are_patched(tool: str, tmp_path: Path, name: str) -> None:
    assert patched(tool, tmp_path, name, "a\n", "b\n") == b"b\n"


TEXT = st.text(st.sampled_from("ab-+ \\@\n\r\x0c\x85\u2028\ufeff"), max_size=40)


@settings(max_examples=100, deadline=None)
@given(old=TEXT, new=TEXT)
def test_any_text_becomes_any_other(tmp_path_factory: pytest.TempPathFactory, old: str, new: str) -> None:
    if old != new and new:  # a diff to nothing deletes the file
        assert patched("git", tmp_path_factory.mktemp("diff"), "a.yaml", old, new) == new.encode()


def test_thousands_of_changes_stay_apart() -> None:
    """Time would be the square of these without lines that stand out; each change is a hunk, or part of one."""
    old = "".join(f"{number}\nsame {number}\n" for number in range(20_000))
    lines = list(unified("a.yaml", old, old.replace("same 1", "other 1")))
    changed = sum(f"{number}".startswith("1") for number in range(20_000))
    assert [sum(line.startswith(mark) for line in lines[2:]) for mark in "-+"] == [changed, changed]


def test_lines_that_nothing_tells_apart_are_changed_whole() -> None:
    old = "a\nb\n" * 2_000
    new = old.replace("b", "c")
    lines = [*(f"-{line}\n" for line in old.split()), *(f"+{line}\n" for line in new.split())]
    assert list(unified("a", old, new)) == ["--- a\n", "+++ a\n", "@@ -1,4000 +1,4000 @@\n", *lines]


WORDS = st.lists(st.sampled_from("abcdefghijklmnop"), max_size=30).map("\n".join)


@settings(max_examples=100, deadline=None)
@given(old=WORDS, new=WORDS)
def test_lines_in_any_order_become_any_others(tmp_path_factory: pytest.TempPathFactory, old: str, new: str) -> None:
    if old != new and new:
        assert patched("git", tmp_path_factory.mktemp("diff"), "a.yaml", old, new) == new.encode()


def test_what_moves_is_taken_out_and_put_in() -> None:
    lines = list(unified("a", "a\nb\nc\nd\ne\n", "b\nc\nd\na\ne\n"))
    assert lines[2:] == ["@@ -1,5 +1,5 @@\n", "-a\n", " b\n", " c\n", " d\n", "+a\n", " e\n"]
