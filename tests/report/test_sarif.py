"""SARIF for code scanning: whole logs of small reports, and the published schema for everything."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import jsonschema
import msgspec
import pytest

from rtlint import __version__
from rtlint.finding import Edit, Finding, Fix, Related, Report, RuleCard, Safety, Severity, Summary
from rtlint.report import renderer, wants_pages
from rtlint.report._style import Style
from rtlint.text.source import Location

SCHEMA = json.loads((Path(__file__).parent / "schemas" / "sarif-schema-2.1.0.json").read_text())
VALID = jsonschema.validators.validator_for(SCHEMA)(SCHEMA)
KEY = RuleCard("RT601", "secret-openai-key", Severity.ERROR, "An API key in the file.", "", "", "security")
TEXT = 'session:\n  type: realtime\n  instructions: "😀" # é\n  audio: {output: {speed: 2.0}}\n'


def log(report: Report, style: Style | None = None) -> dict[str, Any]:
    """What is rendered, which the schema takes."""
    made: dict[str, Any] = json.loads(renderer("sarif")(report, style or Style()))
    VALID.validate(made)
    return made


def run(report: Report) -> dict[str, Any]:
    only: dict[str, Any]
    (only,) = log(report)["runs"]
    return only


def results(report: Report) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = run(report)["results"]
    return found


def driver(*rules: dict[str, Any]) -> dict[str, Any]:
    return {
        "driver": {
            "name": "rtlint",
            "semanticVersion": __version__,
            "informationUri": "https://rtlint.github.io/rtlint/",
            "rules": list(rules),
        }
    }


EMPTY = {
    "tool": driver(),
    "automationDetails": {"id": "rtlint/"},
    "invocations": [{"executionSuccessful": True}],
    "originalUriBaseIds": {"%SRCROOT%": {"description": {"text": "The root of the repository."}}},
    "columnKind": "unicodeCodePoints",
    "newlineSequences": ["\r\n", "\n", "\r"],
    "results": [],
}

FILE = {"uri": "K%C3%B6ln%201/a%25%23%F0%9F%98%80.yaml", "uriBaseId": "%SRCROOT%"}
PATH = "Köln 1/a%#😀.yaml"


def region(row: int, column: int, end_row: int, end_column: int) -> dict[str, int]:
    return {"startLine": row, "startColumn": column, "endLine": end_row, "endColumn": end_column}


@pytest.fixture
def whole(report: Callable[..., Report], finding: Callable[..., Finding], related: Callable[..., Related]) -> Report:
    """A report with everything that a log can hold."""
    fix = Fix(
        "replace 2.0 with 1.5",
        Safety.UNSAFE,
        (Edit(Location(4, 27), Location(4, 30), "1.5"), Edit(Location(1, 1), Location(1, 1), "")),
    )
    speed = finding(
        (4, 27),
        (4, 30),
        path=PATH,
        fix=fix,
        related=(related((3, 3), (4, 1), "a [text] \\", PATH), related((1, 1), (1, 2), "elsewhere", "b.yaml")),
    )
    key = finding(
        (3, 17),
        (3, 20),
        path=PATH,
        code="RT601",
        name="secret-openai-key",
        severity=Severity.INFO,
        message="see [this](https://example.com), {0}",
        at="",
        url="",
        fingerprint="4567cdef",
    )
    card = RuleCard(
        "RT205", "speed-range", Severity.WARNING, "Speed outside the range.", "stay below 1.5", speed.url, "value"
    )
    made = report(key, speed, texts={PATH: TEXT}, cards=(card, KEY))
    return msgspec.structs.replace(made, pages={"RT205": "## Why\n\nToo fast.\n", "RT601": " \n"})


def test_a_log_without_findings() -> None:
    empty = Report((), Summary(3, 5, 0, 0, 0, suppressed=2), {}, {})
    assert log(empty) == {
        "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
        "version": "2.1.0",
        "runs": [EMPTY],
    }


def test_a_log_with_everything(whole: Report) -> None:
    speed = {
        "id": "RT205",
        "name": "speed-range",
        "shortDescription": {"text": "Speed outside the range."},
        "fullDescription": {"text": "Speed outside the range. Help: stay below 1.5."},
        "help": {
            "text": "stay below 1.5. See https://rtlint.example/rules/RT205 for more.",
            "markdown": "## Why\n\nToo fast.\n",
        },
        "defaultConfiguration": {"level": "warning"},
        "properties": {"tags": ["value"], "precision": "high", "problem.severity": "warning"},
        "helpUri": "https://rtlint.example/rules/RT205",
    }
    key = {
        "id": "RT601",
        "name": "secret-openai-key",
        "shortDescription": {"text": "An API key in the file."},
        "fullDescription": {"text": "An API key in the file."},
        "help": {"text": "An API key in the file."},
        "defaultConfiguration": {"level": "error"},
        "properties": {
            "tags": ["security"],
            "precision": "very-high",
            "problem.severity": "error",
            "security-severity": "8.0",
        },
    }
    first = {
        "ruleId": "RT601",
        "ruleIndex": 1,
        "level": "note",
        "message": {"text": "see [this\\](https://example.com), {0}."},
        "locations": [{"physicalLocation": {"artifactLocation": FILE, "region": region(3, 17, 3, 20)}}],
        "partialFingerprints": {"primaryLocationLineHash": "6ba3d262b73ac7c5:1", "rtlint/v1": "4567cdef"},
    }
    second = {
        "ruleId": "RT205",
        "ruleIndex": 0,
        "level": "error",
        "message": {
            "text": "speed is 2.0; the API takes 0.25 to 1.5. See also: [a \\[text\\] \\\\](1), [elsewhere](2)."
        },
        "locations": [
            {
                "physicalLocation": {"artifactLocation": FILE, "region": region(4, 27, 4, 30)},
                "logicalLocations": [{"fullyQualifiedName": "session.audio.output.speed"}],
            }
        ],
        "partialFingerprints": {"primaryLocationLineHash": "f23c845f7d8a808f:1", "rtlint/v1": "0123abcd"},
        "relatedLocations": [
            {
                "id": 1,
                # The line end is left out: an alert shows where all of its lines have changed.
                "physicalLocation": {"artifactLocation": FILE, "region": region(3, 3, 3, 24)},
                "message": {"text": "a [text] \\."},
            },
            {
                "id": 2,
                "physicalLocation": {
                    "artifactLocation": {"uri": "b.yaml", "uriBaseId": "%SRCROOT%"},
                    "region": region(1, 1, 1, 2),
                },
                "message": {"text": "elsewhere."},
            },
        ],
        "fixes": [
            {
                "description": {"text": "replace 2.0 with 1.5. It may change what the config means."},
                "artifactChanges": [
                    {
                        "artifactLocation": FILE,
                        "replacements": [
                            {"deletedRegion": region(4, 27, 4, 30), "insertedContent": {"text": "1.5"}},
                            {"deletedRegion": region(1, 1, 1, 1), "insertedContent": {"text": ""}},
                        ],
                    }
                ],
                "properties": {"safety": "unsafe"},
            }
        ],
    }
    assert run(whole) == EMPTY | {"tool": driver(speed, key), "results": [first, second]}


def test_no_style_changes_it(whole: Report) -> None:
    assert log(whole, Style(colour=True, quiet=True, statistics=True)) == log(whole)


def test_the_format_asks_for_pages_and_no_other_does() -> None:
    assert [name for name in ("full", "concise", "json", "parsable", "sarif") if wants_pages(name)] == ["sarif"]


def test_a_safe_fix_promises_nothing_else(report: Callable[..., Report], finding: Callable[..., Finding]) -> None:
    fix = Fix("drop it", Safety.SAFE, (Edit(Location(1, 1), Location(2, 1), ""),))
    (result,) = results(report(finding(fix=fix), text="a: 1\nb: 2\n"))
    (made,) = result["fixes"]
    assert (made["description"], made["properties"]) == ({"text": "drop it."}, {"safety": "safe"})
    (replacement,) = made["artifactChanges"][0]["replacements"]
    assert replacement["deletedRegion"] == region(1, 1, 2, 1)


def test_a_file_outside_the_repository_is_absolute_and_has_no_base(
    report: Callable[..., Report], finding: Callable[..., Finding], tmp_path: Path
) -> None:
    made = msgspec.structs.replace(report(finding(path=str(tmp_path / "b.yaml"))), root=str(tmp_path / "repository"))
    place = results(made)[0]["locations"][0]["physicalLocation"]
    assert place["artifactLocation"] == {"uri": (tmp_path.resolve() / "b.yaml").as_uri()}


@pytest.mark.parametrize(
    ("path", "uri"),
    [("<stdin>", "%3Cstdin%3E"), ("caf\udce9.yaml", "caf%E9.yaml"), ("a:b.yaml", "a%3Ab.yaml")],
)
def test_unusual_names(report: Callable[..., Report], finding: Callable[..., Finding], path: str, uri: str) -> None:
    place = results(report(finding(path=path)))[0]["locations"][0]["physicalLocation"]
    assert place["artifactLocation"] == {"uri": uri, "uriBaseId": "%SRCROOT%"}


def test_a_file_whose_text_is_not_known_has_no_line_hash(
    report: Callable[..., Report], finding: Callable[..., Finding]
) -> None:
    (result,) = results(report(finding((3, 1), (5, 1))))
    assert result["partialFingerprints"] == {"rtlint/v1": "0123abcd"}
    assert result["locations"][0]["physicalLocation"]["region"] == region(3, 1, 5, 1)


def test_no_text_that_has_to_be_there_is_empty(report: Callable[..., Report], finding: Callable[..., Finding]) -> None:
    bare = RuleCard("VP1", "", Severity.INFO, " ", "", "")
    made = run(report(finding(code="VP1", name="quiet", message=""), cards=(bare,)))
    assert made["results"][0]["message"] == {"text": "quiet."}
    assert made["tool"] == driver(
        {
            "id": "VP1",
            "name": "VP1",
            "shortDescription": {"text": "VP1."},
            "fullDescription": {"text": "VP1."},
            "help": {"text": "VP1."},
            "defaultConfiguration": {"level": "note"},
            "properties": {"tags": [], "precision": "high", "problem.severity": "recommendation"},
        }
    )


def test_a_finding_without_a_card_speaks_for_its_rule(
    report: Callable[..., Report], finding: Callable[..., Finding]
) -> None:
    one, two = finding(code="VP1", name="a", message="first"), finding(code="VP1", name="a", message="second")
    (rule,) = run(report(one, two, cards=()))["tool"]["driver"]["rules"]
    assert (rule["id"], rule["shortDescription"], rule["helpUri"]) == ("VP1", {"text": "first."}, one.url)


def test_long_texts_are_cut_to_what_is_shown(report: Callable[..., Report], finding: Callable[..., Finding]) -> None:
    card = RuleCard("RT205", "n" * 256, Severity.ERROR, "s" * 1024, "h" * 2000, "")
    (rule,) = run(report(finding(), cards=(card,)))["tool"]["driver"]["rules"]
    assert rule["name"] == "n" * 254 + "…"
    assert rule["shortDescription"] == {"text": "s" * 1023 + "…"}
    assert rule["fullDescription"] == {"text": "s" * 1023 + "…"}
    assert rule["help"] == {"text": "h" * 2000 + "."}


def test_of_too_many_findings_the_lightest_are_left_out_and_told(
    report: Callable[..., Report], finding: Callable[..., Finding], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("rtlint.report.sarif._MOST_RESULTS", 3)
    weights = [Severity.INFO, Severity.WARNING, Severity.ERROR, Severity.WARNING, Severity.ERROR]
    made = run(report(*(finding((row, 1), severity=severity) for row, severity in enumerate(weights, 1))))
    rows = [result["locations"][0]["physicalLocation"]["region"]["startLine"] for result in made["results"]]
    words = "2 findings of the lowest severities are left out: a run may hold 3."
    assert rows == [2, 3, 5]
    assert made["invocations"] == [
        {"executionSuccessful": True, "toolExecutionNotifications": [{"level": "warning", "message": {"text": words}}]}
    ]


def test_of_many_related_places_the_first_hundred(
    report: Callable[..., Report], finding: Callable[..., Finding], related: Callable[..., Related]
) -> None:
    places = tuple(related((row, 1), (row, 2)) for row in range(1, 151))
    (result,) = results(report(finding(related=places)))
    assert [place["id"] for place in result["relatedLocations"]] == list(range(1, 101))
    assert result["message"]["text"].endswith("[first here](100).")
