"""The contract with programs: whole objects, in the order of their keys."""

from collections.abc import Callable

import msgspec
import pytest

from rtlint import __version__
from rtlint.finding import Edit, Finding, Fix, Related, Report, Safety, Severity, Summary
from rtlint.report import renderer
from rtlint.report._style import Style
from rtlint.text.source import Location

render = renderer("json")

WHOLE = """\
{
  "version": 1,
  "rtlint": "VERSION",
  "findings": [
    {
      "code": "RT205",
      "name": "speed-range",
      "severity": "error",
      "message": "„2.0“ 😀 \\u001b\\n",
      "path": "agent.realtime.yaml",
      "document": 1,
      "at": "session.audio.output.speed",
      "pointer": "/session/audio/output/speed",
      "location": {
        "row": 31,
        "column": 14
      },
      "end_location": {
        "row": 31,
        "column": 17
      },
      "related": [
        {
          "message": "first here",
          "path": "other.yaml",
          "location": {
            "row": 3,
            "column": 1
          },
          "end_location": {
            "row": 3,
            "column": 5
          }
        }
      ],
      "fix": {
        "title": "Set the speed to 1.5",
        "safety": "unsafe",
        "edits": [
          {
            "location": {
              "row": 31,
              "column": 14
            },
            "end_location": {
              "row": 31,
              "column": 17
            },
            "content": "1.5"
          }
        ]
      },
      "fingerprint": "0123abcd",
      "url": "https://rtlint.example/rules/RT205"
    }
  ],
  "summary": {
    "files": 1,
    "documents": 2,
    "errors": 1,
    "warnings": 0,
    "infos": 0,
    "suppressed": 0,
    "fixed": 0
  }
}
""".replace("VERSION", __version__)


@pytest.fixture
def one(report: Callable[..., Report], finding: Callable[..., Finding], related: Callable[..., Related]) -> Report:
    """A report in which every field of the contract has something."""
    start, end = Location(31, 14), Location(31, 17)
    fixed = Fix("Set the speed to 1.5", Safety.UNSAFE, (Edit(start, end, "1.5"),))
    places = (related((3, 1), (3, 5), path="other.yaml"),)
    message = "„2.0“ 😀 \x1b\n"
    return report(finding((31, 14), (31, 17), message=message, document=1, related=places, fix=fixed), documents=2)


@pytest.mark.parametrize("style", [Style(), Style(colour=True, quiet=True, statistics=True)])
def test_the_whole_object_in_every_style(one: Report, style: Style) -> None:
    assert render(one, style) == WHOLE


def test_nothing_is_left_out_where_there_is_nothing(
    report: Callable[..., Report], finding: Callable[..., Finding]
) -> None:
    document = msgspec.json.decode(render(report(finding(severity=Severity.INFO)), Style()))
    assert document["findings"] == [
        {
            "code": "RT205",
            "name": "speed-range",
            "severity": "info",
            "message": "speed is 2.0; the API takes 0.25 to 1.5",
            "path": "agent.realtime.yaml",
            "document": 0,
            "at": "session.audio.output.speed",
            "pointer": "/session/audio/output/speed",
            "location": {"row": 1, "column": 1},
            "end_location": {"row": 1, "column": 1},
            "related": [],
            "fix": None,
            "fingerprint": "0123abcd",
            "url": "https://rtlint.example/rules/RT205",
        }
    ]


def test_an_empty_report() -> None:
    empty = Report((), Summary(3, 5, 0, 0, 0, suppressed=2, fixed=4, baselined=6), {}, {})
    assert msgspec.json.decode(render(empty, Style())) == {
        "version": 1,
        "rtlint": __version__,
        "findings": [],
        "summary": {
            "files": 3,
            "documents": 5,
            "errors": 0,
            "warnings": 0,
            "infos": 0,
            "suppressed": 2,
            "fixed": 4,
            "baselined": 6,
        },
    }


def test_findings_keep_their_order(report: Callable[..., Report], finding: Callable[..., Finding]) -> None:
    document = msgspec.json.decode(render(report(*(finding(code=code) for code in "CAB")), Style()))
    assert [item["code"] for item in document["findings"]] == ["C", "A", "B"]


def test_a_lone_surrogate_is_spelled_out_and_changes_nothing_else(one: Report) -> None:
    changed = msgspec.structs.replace(one.findings[0], path="caf\udce9 é.yaml")
    text = render(msgspec.structs.replace(one, findings=(changed,)), Style())
    assert text == WHOLE.replace('"agent.realtime.yaml"', '"caf\\\\udce9 é.yaml"')
