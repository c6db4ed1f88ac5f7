"""Suppression on the command line: tables of the configuration, and comments that are written."""

# ruff: noqa: E501  # tables of whole messages

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

Run = Callable[..., Any]

FAST = '{"session": {"type": "realtime", "audio": {"output": {"speed": 2}}, "x": 1}}\n'
YAML = "session: {type: realtime, audio: {output: {speed: 2}}}\n"


@pytest.fixture(autouse=True)
def repository(tmp_path: Path) -> None:
    (tmp_path / ".git").mkdir()


def found(rtlint: Run, *arguments: str) -> tuple[list[str], int]:
    """Path and code of each finding, and how many were suppressed."""
    report = json.loads(rtlint("check", "--output", "json", *arguments).out)
    return [f"{one['path']} {one['code']}" for one in report["findings"]], report["summary"]["suppressed"]


def test_comments_are_counted(rtlint: Run, tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_text(YAML.rstrip() + "  # rtlint: ignore[RT205]\n")
    assert found(rtlint, "a.yaml") == ([], 1)
    assert rtlint("check", "a.yaml").status == 0


def test_an_ignored_comment_rule_is_not_told(rtlint: Run, tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_text("session: {type: realtime}  # rtlint: ignore[RT205]\n")
    assert found(rtlint, "a.yaml") == (["a.yaml RT902"], 0)
    assert found(rtlint, "--select", "RT2", "a.yaml") == ([], 0)
    assert found(rtlint, "--ignore", "unused-ignore", "a.yaml") == ([], 0)
    assert found(rtlint, "--ignore", "RT205", "a.yaml") == ([], 0)


TABLES = [
    ("rules = ['RT205']", ["a.json RT101", "b/b.json RT101"], 2),
    ("rules = ['speed-range', 'RT101']", [], 4),
    ("rules = ['RT205', 'RT101']\nfiles = '/a.json'", ["b/b.json RT101", "b/b.json RT205"], 2),
    ("rules = ['RT205', 'RT101']\nfiles = ['b/', '*.yaml']", ["a.json RT101", "a.json RT205"], 2),
    ("rules = ['RT205', 'RT101']\nat = 'session.audio'", ["a.json RT101", "b/b.json RT101"], 2),
    ("rules = ['RT205']\nuntil = 2026-11-01\nreason = 'the vendor'", ["a.json RT101", "b/b.json RT101"], 2),
    ("rules = ['RT205']\nuntil = 2026-10-31", ["a.json RT101", "a.json RT205", "b/b.json RT101", "b/b.json RT205"], 0),
]


@pytest.mark.parametrize(("table", "expected", "count"), TABLES)
def test_a_table_suppresses(rtlint: Run, tmp_path: Path, table: str, expected: list[str], count: int) -> None:
    (tmp_path / "b").mkdir()
    (tmp_path / "a.json").write_text(FAST)
    (tmp_path / "b" / "b.json").write_text(FAST)
    (tmp_path / "rtlint.toml").write_text(f"as-of = 2026-11-01\n[[suppress]]\n{table}\n")
    codes, suppressed = found(rtlint, "a.json", "b/b.json")
    assert (sorted(codes), suppressed) == (expected, count)


def test_a_table_of_a_configuration_that_is_extended_counts_too(rtlint: Run, tmp_path: Path) -> None:
    (tmp_path / "a.json").write_text(FAST)
    (tmp_path / "base.toml").write_text("[[suppress]]\nrules = ['RT205']\n")
    (tmp_path / "pyproject.toml").write_text(
        "[tool.rtlint]\nextend = 'base.toml'\n[[tool.rtlint.suppress]]\nrules = ['RT101']\n"
    )
    assert found(rtlint, "a.json") == ([], 2)


def test_a_table_whose_day_is_past_is_told_once(rtlint: Run, tmp_path: Path) -> None:
    for name in ("a.json", "b.json"):
        (tmp_path / name).write_text(FAST)
    (tmp_path / "rtlint.toml").write_text("[[suppress]]\nrules = ['RT205', 'RT101']\nuntil = 2026-01-31\n")
    done = rtlint("check", "-q", "--output", "concise", "a.json", "b.json")
    words = "the suppression of RT205, RT101 counted up to 2026-01-31; it suppresses nothing any more"
    assert (done.status, done.err) == (1, f"rtlint.toml:3:9: {words}\n")


WRONG = [
    ("rules = ['RT2']", "rtlint.toml:2:10: no rule is called RT2; single rules are named here, by code or name"),
    ("rules = ['sped-range']", "rtlint.toml:2:10: no rule is called sped-range; did you mean speed-range?"),
    ("rules = ['RT205']\nat = 'a..b'", "rtlint.toml:3:6: a..b is no place; one is written as in session.tools[*].name"),
    ("files = '*'", "rtlint.toml:1:3: suppress[0].rules is missing"),
    ("rules = ['RT205']\nfile = '*'", "rtlint.toml:3:1: unknown key suppress[0].file; did you mean files?"),
]


@pytest.mark.parametrize(("table", "line"), WRONG)
def test_a_wrong_table_is_the_users_mistake(rtlint: Run, tmp_path: Path, table: str, line: str) -> None:
    (tmp_path / "a.yaml").write_text(YAML)
    (tmp_path / "rtlint.toml").write_text(f"[[suppress]]\n{table}\n")
    done = rtlint("check", "a.yaml")
    assert (done.status, done.out, done.err) == (2, "", f"Error: {line}\n")


def test_comments_are_written_and_then_nothing_is_found(rtlint: Run, tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_bytes(b"\xef\xbb\xbfsession:\r\n  type: realtime\r\n  x: 1 # \xc3\xa4\r\n")
    (tmp_path / "a.yaml").chmod(0o640)
    done = rtlint("check", "--add-ignore", "as agreed", "a.yaml")
    assert (done.status, done.out, done.err) == (0, "", "1 finding in 1 file suppressed\n")
    text = b"\xef\xbb\xbfsession:\r\n  type: realtime\r\n  x: 1 # \xc3\xa4  # rtlint: ignore[RT101] -- as agreed\r\n"
    assert (tmp_path / "a.yaml").read_bytes() == text
    assert (tmp_path / "a.yaml").stat().st_mode & 0o777 == 0o640
    assert [path.name for path in tmp_path.iterdir() if path.is_file()] == ["a.yaml"]
    assert found(rtlint, "a.yaml") == ([], 1)
    again = rtlint("check", "--add-ignore", "as agreed", "a.yaml")
    assert (again.status, again.err) == (0, "0 findings in 0 files suppressed\n")
    assert (tmp_path / "a.yaml").read_bytes() == text


def test_only_what_the_run_reports_gets_a_comment(rtlint: Run, tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_text("session: {type: realtime, audio: {output: {speed: 2}}, x: 1}\n")
    assert rtlint("check", "--add-ignore", "", "--select", "RT101", "a.yaml").status == 0
    text = "session: {type: realtime, audio: {output: {speed: 2}}, x: 1}  # rtlint: ignore[RT101]\n"
    assert (tmp_path / "a.yaml").read_text() == text


def test_for_json_there_is_a_table(rtlint: Run, tmp_path: Path) -> None:
    (tmp_path / "[a].json").write_text(FAST)
    done = rtlint("check", "--add-ignore", 'the "vendor"', "[a].json")
    assert (done.status, (tmp_path / "[a].json").read_text()) == (0, FAST)
    assert done.out == (
        '[[suppress]]\nfiles = "/\\\\[a\\\\].json"\nrules = ["RT205"]\nat = "session.audio.output.speed"\nreason = "the \\"vendor\\""\n\n'
        '[[suppress]]\nfiles = "/\\\\[a\\\\].json"\nrules = ["RT101"]\nat = "session.x"\nreason = "the \\"vendor\\""\n'
    )
    assert done.err == (
        "0 findings in 0 files suppressed\n"
        "JSON takes no comments; these tables are for rtlint.toml, or for pyproject.toml as tool.rtlint.suppress\n"
    )
    (tmp_path / "rtlint.toml").write_text(done.out)
    assert found(rtlint, "[a].json") == ([], 2)


def test_what_cannot_be_read_is_left_and_told(rtlint: Run, tmp_path: Path) -> None:
    texts = {"a.yaml": "session: @x\n", "b.json": '{"session": ', "c.yaml": "# none\n"}
    for name, text in texts.items():
        (tmp_path / name).write_text(text)
    (tmp_path / "d.yaml").write_bytes(b"session: \xff\n")
    done = rtlint("check", "--add-ignore", "why", *texts, "d.yaml")
    lines = [f"{name}: left as it is; it cannot be read whole\n" for name in (*texts, "d.yaml")]
    assert (done.status, done.out, done.err) == (1, "", "".join(lines) + "0 findings in 0 files suppressed\n")
    assert {name: (tmp_path / name).read_text() for name in texts} == texts


@pytest.mark.parametrize(
    ("arguments", "line"),
    [
        (("why", "-"), "--add-ignore writes into files, and - is none"),
        (("two\nlines", "a.yaml"), "--add-ignore takes a reason of one line"),
        (("a bell\x07", "a.yaml"), "--add-ignore takes a reason of one line"),
    ],
)
def test_a_wrong_call_is_the_users_mistake(rtlint: Run, tmp_path: Path, arguments: tuple[str, ...], line: str) -> None:
    (tmp_path / "a.yaml").write_text(YAML)
    done = rtlint("check", "--add-ignore", *arguments)
    assert (done.status, done.out, done.err) == (2, "", f"Error: {line}\n")
    assert (tmp_path / "a.yaml").read_text() == YAML
