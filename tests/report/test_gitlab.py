"""Code Quality reports as GitLab reads them: an array, paths from the repository's root, no fingerprint twice."""

import json
from collections.abc import Callable
from pathlib import Path

import jsonschema
import msgspec
import pytest

from rtlint.finding import Finding, Report, Severity
from rtlint.report import renderer
from rtlint.report._style import Style

render = renderer("gitlab")
SCHEMA = json.loads((Path(__file__).parent / "schemas" / "gitlab.json").read_text())

MakeFinding = Callable[..., Finding]
MakeReport = Callable[..., Report]

ONE = """\
[
  {
    "description": "RT205 speed-range: speed is 2.0; the API takes 0.25 to 1.5",
    "check_name": "RT205",
    "fingerprint": "0123abcd",
    "severity": "major",
    "location": {
      "path": "agent.realtime.yaml",
      "lines": {
        "begin": 31,
        "end": 31
      },
      "positions": {
        "begin": {
          "line": 31,
          "column": 14
        },
        "end": {
          "line": 31,
          "column": 17
        }
      }
    }
  }
]
"""


@pytest.mark.parametrize("style", [Style(), Style(colour=True, quiet=True, statistics=True)])
def test_the_whole_array_in_every_style(report: MakeReport, finding: MakeFinding, style: Style) -> None:
    text = render(report(finding((31, 14), (31, 17))), style)
    assert text == ONE
    jsonschema.validate(json.loads(text), SCHEMA)


def test_without_findings_the_array_is_empty(report: MakeReport) -> None:
    assert render(report(files=3), Style()) == "[]\n"


def test_each_severity_has_one_of_gitlabs(report: MakeReport, finding: MakeFinding) -> None:
    issues = json.loads(render(report(*(finding(severity=severity) for severity in Severity)), Style()))
    jsonschema.validate(issues, SCHEMA)
    assert [issue["severity"] for issue in issues] == ["major", "minor", "info"]


@pytest.mark.parametrize(
    ("end", "lines"),
    [
        ((2, 9), {"begin": 2, "end": 2}),
        ((4, 3), {"begin": 2, "end": 4}),
        ((4, 1), {"begin": 2, "end": 3}),
        ((2, 1), {"begin": 2, "end": 2}),
    ],
)
def test_lines_hold_their_last_row(
    report: MakeReport, finding: MakeFinding, end: tuple[int, int], lines: dict[str, int]
) -> None:
    (issue,) = json.loads(render(report(finding((2, 1), end)), Style()))
    assert issue["location"]["lines"] == lines


def test_no_fingerprint_comes_twice(report: MakeReport, finding: MakeFinding) -> None:
    marks = ("a", "a (2)", "a", "a", "b")
    issues = json.loads(render(report(*(finding(fingerprint=mark) for mark in marks)), Style()))
    assert [issue["fingerprint"] for issue in issues] == ["a", "a (2)", "a (3)", "a (4)", "b"]


def test_paths_are_named_from_the_root(
    report: MakeReport, finding: MakeFinding, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "sub").mkdir()
    monkeypatch.chdir(tmp_path / "sub")
    paths = ("a.yaml", "./b.yaml", str(tmp_path / "sub" / "c.yaml"), "../d.yaml", "<stdin>")
    made = msgspec.structs.replace(report(*(finding(path=path) for path in paths)), root=str(tmp_path))
    issues = json.loads(render(made, Style()))
    jsonschema.validate(issues, SCHEMA)
    assert [issue["location"]["path"] for issue in issues] == [
        "sub/a.yaml",
        "sub/b.yaml",
        "sub/c.yaml",
        "d.yaml",
        "<stdin>",
    ]
