"""RDFormat as reviewdog reads it: columns in UTF-8 bytes, a fix as one replacement or not at all."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import jsonschema
import msgspec
import pytest

from rtlint.finding import Edit, Finding, Fix, Related, Report, Safety, Severity
from rtlint.report import renderer
from rtlint.report._style import Style
from rtlint.text.source import Location

render = renderer("rdjson")
SCHEMA = json.loads((Path(__file__).parent / "schemas" / "rdformat.json").read_text())

MakeFinding = Callable[..., Finding]
MakeRelated = Callable[..., Related]
MakeReport = Callable[..., Report]
Place = tuple[int, int]

TEXT = "a: {é: 1, b: 2}\nc: sk-abc…………\nd: 😀\n"


def read(report: Report, style: Style | None = None) -> Any:
    document = json.loads(render(report, style or Style()))
    jsonschema.validate(document, SCHEMA)
    return document


def fix(*edits: tuple[Place, Place, str]) -> Fix:
    places = ((Location(*start), Location(*end), content) for start, end, content in edits)
    return Fix("mend it", Safety.SAFE, tuple(Edit(*place) for place in places))


def span(start: Place, end: Place) -> dict[str, dict[str, int]]:
    return {
        "start": {"line": start[0], "column": start[1]},
        "end": {"line": end[0], "column": end[1]},
    }


@pytest.mark.parametrize("style", [Style(), Style(colour=True, quiet=True, statistics=True)])
def test_the_whole_object_in_every_style(
    report: MakeReport, finding: MakeFinding, related: MakeRelated, style: Style
) -> None:
    places = (related((3, 4), (3, 5)), related((3, 1), (3, 5), "there", "other.yaml"))
    made = report(finding((1, 8), (1, 9), related=places, fix=fix(((1, 8), (1, 9), "3"))), text=TEXT)
    assert read(made, style) == {
        "source": {"name": "rtlint", "url": "https://rtlint.github.io/rtlint/"},
        "diagnostics": [
            {
                "message": "speed is 2.0; the API takes 0.25 to 1.5",
                "location": {"path": "agent.realtime.yaml", "range": span((1, 9), (1, 10))},
                "severity": "ERROR",
                "code": {"value": "RT205", "url": "https://rtlint.example/rules/RT205"},
                "suggestions": [{"range": span((1, 9), (1, 10)), "text": "3"}],
                "related_locations": [
                    {
                        "message": "first here",
                        "location": {"path": "agent.realtime.yaml", "range": span((3, 4), (3, 8))},
                    },
                    {
                        "message": "there",
                        "location": {"path": "other.yaml", "range": {"start": {"line": 3}}},
                    },
                ],
            }
        ],
    }


def test_paths_stay_as_reviewdog_reads_them(report: MakeReport, finding: MakeFinding, tmp_path: Path) -> None:
    paths = ("a.yaml", "../b.yaml", "/c/d.yaml", "caf\udce9.yaml")
    made = msgspec.structs.replace(report(*(finding(path=path) for path in paths)), root=str(tmp_path))
    named = [one["location"]["path"] for one in read(made)["diagnostics"]]
    assert named == ["a.yaml", "../b.yaml", "/c/d.yaml", "caf\\udce9.yaml"]


def test_without_findings_there_are_no_diagnostics(report: MakeReport) -> None:
    assert read(report(files=3)) == {
        "source": {"name": "rtlint", "url": "https://rtlint.github.io/rtlint/"},
        "diagnostics": [],
    }


def test_severities_and_a_rule_without_a_page(report: MakeReport, finding: MakeFinding) -> None:
    found = read(report(*(finding(severity=severity, url="") for severity in Severity)))["diagnostics"]
    assert [(one["severity"], one["code"]) for one in found] == [
        ("ERROR", {"value": "RT205"}),
        ("WARNING", {"value": "RT205"}),
        ("INFO", {"value": "RT205"}),
    ]


@pytest.mark.parametrize(
    ("edits", "suggestions"),
    [
        pytest.param([((1, 8), (1, 9), "")], [{"range": span((1, 9), (1, 10)), "text": ""}], id="one"),
        pytest.param(
            [((1, 14), (1, 15), "4"), ((1, 8), (1, 9), "3")],
            [{"range": span((1, 9), (1, 16)), "text": "3, b: 4"}],
            id="two on a line, in any order",
        ),
        pytest.param(
            [((3, 4), (3, 5), "x"), ((3, 1), (3, 1), "y: 1\n")],
            [{"range": span((3, 1), (3, 8)), "text": "y: 1\nd: x"}],
            id="an insertion and a replacement behind it",
        ),
        pytest.param([((3, 1), (4, 1), "")], [{"range": span((3, 1), (4, 1)), "text": ""}], id="the last row"),
        pytest.param([((1, 1), (1, 2), "x"), ((3, 1), (3, 2), "y")], [], id="a secret between them"),
        pytest.param(
            [((2, 4), (2, 14), "${KEY}")], [{"range": span((2, 4), (2, 22)), "text": "${KEY}"}], id="a secret"
        ),
        pytest.param([((1, 1), (1, 9), "x"), ((1, 4), (1, 6), "y")], [], id="one in the other"),
        pytest.param([((9, 1), (9, 2), "x")], [], id="no such row"),
        pytest.param([], [], id="none"),
    ],
)
def test_a_fix_is_one_suggestion(
    report: MakeReport,
    finding: MakeFinding,
    edits: list[tuple[Place, Place, str]],
    suggestions: list[dict[str, Any]],
) -> None:
    (one,) = read(report(finding(fix=fix(*edits)), text=TEXT))["diagnostics"]
    assert one.get("suggestions", []) == suggestions


@pytest.mark.parametrize(("row", "count"), [(11, 1), (12, 0)])
def test_edits_far_apart_are_no_suggestion(report: MakeReport, finding: MakeFinding, row: int, count: int) -> None:
    edits = fix(((1, 1), (1, 2), "x"), ((row, 1), (row, 2), "y"))
    (one,) = read(report(finding(fix=edits), text="a\n" * 20))["diagnostics"]
    assert len(one.get("suggestions", [])) == count


def test_a_fix_of_a_text_that_is_not_known_is_no_suggestion(report: MakeReport, finding: MakeFinding) -> None:
    (one,) = read(report(finding((3, 1), (3, 4), fix=fix(((1, 1), (1, 2), "x")))))["diagnostics"]
    assert (one["location"]["range"], one.get("suggestions")) == ({"start": {"line": 3}}, None)
