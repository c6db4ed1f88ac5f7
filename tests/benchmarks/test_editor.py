"""The benchmark of the language server: its texts, its changes, and the line to a real server."""

import itertools
import os
import sys
from pathlib import Path

import pytest

from benchmarks import editor, inputs
from benchmarks.client import Client
from benchmarks.editor import Change, Page
from benchmarks.results import Wait

ROOT = Path(__file__).resolve().parent.parent.parent
COMMAND = [sys.executable, "-m", "rtlint", "server"]
ENVIRONMENT = {**os.environ, "PYTHONPATH": str(ROOT)}


def after(text: str, changes: list[Change]) -> str:
    """A text after changes, each in one line."""
    for change in changes:
        lines = text.splitlines(keepends=True) or [""]
        lines += [""] if lines[-1].endswith("\n") else []
        line = lines[change.row]
        lines[change.row] = line[: change.start] + change.text + line[change.end :]
        text = "".join(lines)
    return text


@pytest.mark.parametrize("faulty", [False, True])
@pytest.mark.parametrize("lines", editor.WANTED)
def test_a_text_has_its_lines_and_a_keystroke_changes_it_and_the_next_takes_it_back(lines: int, faulty: bool) -> None:
    text = editor.text(lines, faulty=faulty)
    assert lines <= text.count("\n") < lines + inputs.TOOL.count("\n")
    first, second = itertools.islice(editor.keystrokes(text), 2)
    assert after(text, [first]).count("xCrossings") == 1
    assert after(text, [first, second]) == text


def test_a_text_is_typed_from_its_start_to_its_end() -> None:
    text = editor.text(60, faulty=False)
    changes = list(editor.typed(text))
    assert after("", changes) == text
    typed = [line for row, line in enumerate(text.splitlines(keepends=True)) if row % editor.TYPED == 0]
    assert sum(len(change.text) == 1 for change in changes if change.row % editor.TYPED == 0) == len("".join(typed))


def test_waits_are_told_by_their_shares() -> None:
    waits = [number / 1000 for number in range(100, 0, -1)]
    assert editor.wait("a", 3, waits, 0.5) == Wait("a", 3, 100, 0.051, 0.096, 0.1, 0.1, 0.5)


def test_a_server_is_measured_over_its_line(tmp_path: Path) -> None:
    text = editor.text(60, faulty=True)
    with Client(COMMAND, tmp_path, ENVIRONMENT) as client:
        page, changes = Page(client, "a", text), editor.keystrokes(text)
        assert page.findings == inputs.FAULTS
        assert page.wait(next(changes)) > 0
        assert 1 <= page.burst(itertools.islice(changes, 3)) <= 3
        assert editor.resident(client.pid) > 1


def test_a_server_that_does_not_start_ends_the_run(tmp_path: Path) -> None:
    ends = "import sys; sys.stdin.readline(); sys.exit(3)"
    with (
        pytest.raises(SystemExit, match=r"^the server has ended with 3$"),
        Client([sys.executable, "-c", ends], tmp_path, ENVIRONMENT),
    ):
        pass
