"""The formats with one line a finding: concise for people, parsable for editors."""

from collections.abc import Callable

import pytest

from rtlint.finding import Finding, Report, Severity
from rtlint.report import renderer
from rtlint.report._style import Style

concise = renderer("concise")
parsable = renderer("parsable")

NASTY = "two\nlines\r\n\x1b[31m \u2028 \x85 end"
SPELLED = r"two\x0alines\x0d\x0a\x1b[31m \u2028 \x85 end"


@pytest.fixture
def mixed(report: Callable[..., Report], finding: Callable[..., Finding]) -> Report:
    """An error, a warning and an info in three files."""
    return report(
        finding((31, 14), (31, 17), path="a/agent.realtime.yaml"),
        finding((2, 1), path="b.json", severity=Severity.WARNING, code="RT003", name="dup", message="twice"),
        finding((3, 1), path="日本.yaml", severity=Severity.INFO, code="RT009", name="old", message="mind: it"),
        files=3,
        documents=4,
    )


def test_concise(mixed: Report) -> None:
    assert concise(mixed, Style()) == (
        "a/agent.realtime.yaml:31:14: error[RT205] speed-range: speed is 2.0; the API takes 0.25 to 1.5\n"
        "b.json:2:1: warning[RT003] dup: twice\n"
        "日本.yaml:3:1: info[RT009] old: mind: it\n"
        "\n"
        "1 error, 1 warning, 1 info in 3 files (4 documents)\n"
    )


def test_concise_in_colour_with_statistics_and_no_summary(mixed: Report) -> None:
    assert concise(mixed, Style(colour=True, quiet=True, statistics=True)) == (
        "a/agent.realtime.yaml:31:14: \x1b[1;31merror\x1b[0m[RT205] speed-range: "
        "speed is 2.0; the API takes 0.25 to 1.5\n"
        "b.json:2:1: \x1b[1;33mwarning\x1b[0m[RT003] dup: twice\n"
        "日本.yaml:3:1: \x1b[1;34minfo\x1b[0m[RT009] old: mind: it\n"
        "\n"
        "1  RT003  dup          warning\n"
        "1  RT009  old          info\n"
        "1  RT205  speed-range  error\n"
    )


def test_concise_without_findings(report: Callable[..., Report]) -> None:
    assert concise(report(files=3), Style()) == "No findings in 3 files.\n"
    assert concise(report(files=3), Style(quiet=True)) == ""


@pytest.mark.parametrize("style", [Style(), Style(colour=True, quiet=True, statistics=True)])
def test_parsable_is_findings_alone_in_every_style(mixed: Report, style: Style) -> None:
    assert parsable(mixed, style) == (
        "a/agent.realtime.yaml:31:14: [error] speed is 2.0; the API takes 0.25 to 1.5 (RT205 speed-range)\n"
        "b.json:2:1: [warning] twice (RT003 dup)\n"
        "日本.yaml:3:1: [info] mind: it (RT009 old)\n"
    )


def test_parsable_without_findings(report: Callable[..., Report]) -> None:
    assert parsable(report(files=3), Style(statistics=True)) == ""


def test_a_finding_stays_on_one_line_and_drives_no_terminal(
    report: Callable[..., Report], finding: Callable[..., Finding]
) -> None:
    nasty = report(finding(path=f"{NASTY}.yaml", message=NASTY, code="R\x07", name="n\n"))
    style = Style(quiet=True)
    assert concise(nasty, style) == f"{SPELLED}.yaml:1:1: error[R\\x07] n\\x0a: {SPELLED}\n"
    assert parsable(nasty, style) == f"{SPELLED}.yaml:1:1: [error] {SPELLED} (R\\x07 n\\x0a)\n"
