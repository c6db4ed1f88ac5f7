"""Packs of one or two rules, written in the test that needs them, and what they say of a text."""

import datetime
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

import msgspec
import pytest

from rtlint.finding import Finding
from rtlint.lint import Linter
from rtlint.rule.model import Rule
from rtlint.rule.pack import Pack
from rtlint.session.kinds import Kind
from rtlint.text.source import Source

TODAY = datetime.date(2026, 11, 1)

Says = Callable[..., list[str]]
"""Findings as `1:4-1:9 error VP1: message`, in order: place, severity, code and message in one line."""


def line(finding: Finding) -> str:
    start, end = finding.location, finding.end_location
    place = f"{start.row}:{start.column}-{end.row}:{end.column}"
    return f"{place} {finding.severity.value} {finding.code}: {finding.message}"


def rule(code: str = "VP1", /, **fields: Any) -> Rule:
    made = {"name": code.lower(), "severity": "error", "since": "1", "summary": "A fault.", **fields}
    return msgspec.convert({"code": code, **made}, Rule)


def _judge(
    rules: Iterable[Rule], text: str, *, tables: Any = None, as_of: datetime.date = TODAY, kind: Kind | None = None,
    path: str = "a.yaml",
) -> list[str]:  # fmt: skip  # the options are one thought
    pack = Pack(list(rules), tables or {})
    result = Linter(pack, [one.code for one in pack.rules], as_of=as_of, kind=kind).lint(Source(path, text))
    return [line(finding) for finding in result.findings] if result else []


@pytest.fixture
def make() -> Callable[..., Rule]:
    """`make(code, **fields)`, a rule from what its file would hold."""
    return rule


@pytest.fixture
def judge() -> Says:
    """`judge(rules, text, tables=, as_of=, kind=)`: what the rules say of a text."""
    return _judge


@pytest.fixture
def says() -> Says:
    """`says(condition, text)`: what a rule with this condition on the key x says of a bare session."""

    def ask(condition: dict[str, Any], text: str, **options: Any) -> list[str]:
        fields: dict[str, Any] = {"select": "session.x", "assert": condition}
        return _judge([rule(**fields)], text, **options)

    return ask


RULE = """\
code: VP1
name: no-whisper
severity: warning
since: 1.0.0
summary: A session that whispers.
select: session.audio.output.speed
assert: {minimum: 0.5}
message: "speed is {value}; our lines take 0.5 or more"
"""
PAGE = """\
why: Callers hang up.
examples:
  - title: too slow
    fail: |
      session:
        type: realtime
        audio: {output: {speed: 0.25}}  # <- 27
  - title: slow enough
    pass: |
      session:
        type: realtime
        audio: {output: {speed: 0.5}}
"""


class Folder:
    """A pack on disk, right unless told otherwise."""

    def __init__(self, root: Path) -> None:
        self.root = root

    def write(self, rule: str = RULE, page: str = PAGE, name: str = "voice/VP1-no-whisper.yaml") -> Path:
        return self.put(name, f"{rule}---\n{page}")

    def put(self, name: str, text: str | bytes) -> Path:
        path = self.root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text if isinstance(text, bytes) else text.encode())
        return path


@pytest.fixture
def folder(tmp_path: Path) -> Folder:
    """`folder.write(rule, page, name)` and `folder.put(name, text)` in a pack's folder."""
    return Folder(tmp_path / "pack")
