"""The format that names each file once."""

from collections.abc import Callable

import pytest

from rtlint.finding import Finding, Report, Severity
from rtlint.report import renderer
from rtlint.report._style import Style

render = renderer("grouped")


@pytest.fixture
def mixed(report: Callable[..., Report], finding: Callable[..., Finding]) -> Report:
    """Three findings in two files."""
    return report(
        finding((2, 1), path="a/agent.realtime.yaml", severity=Severity.WARNING, code="RT003", name="dup", message="x"),
        finding((31, 14), path="a/agent.realtime.yaml"),
        finding((3, 1), path="日本.yaml", severity=Severity.INFO, code="RT009", name="old", message="mind: it"),
        files=3,
    )


def test_grouped(mixed: Report) -> None:
    assert render(mixed, Style()) == (
        "a/agent.realtime.yaml\n"
        "  2:1    warning[RT003] dup: x\n"
        "  31:14  error[RT205] speed-range: speed is 2.0; the API takes 0.25 to 1.5\n"
        "\n"
        "日本.yaml\n"
        "  3:1  info[RT009] old: mind: it\n"
        "\n"
        "1 error, 1 warning, 1 info in 3 files\n"
    )


def test_in_colour_with_statistics_and_no_summary(mixed: Report) -> None:
    assert render(mixed, Style(colour=True, quiet=True, statistics=True)) == (
        "\x1b[1ma/agent.realtime.yaml\x1b[0m\n"
        "  2:1    \x1b[1;33mwarning\x1b[0m[RT003] dup: x\n"
        "  31:14  \x1b[1;31merror\x1b[0m[RT205] speed-range: speed is 2.0; the API takes 0.25 to 1.5\n"
        "\n"
        "\x1b[1m日本.yaml\x1b[0m\n"
        "  3:1  \x1b[1;34minfo\x1b[0m[RT009] old: mind: it\n"
        "\n"
        "1  RT003  dup          warning\n"
        "1  RT009  old          info\n"
        "1  RT205  speed-range  error\n"
    )


def test_without_findings(report: Callable[..., Report]) -> None:
    assert render(report(files=3), Style()) == "No findings in 3 files.\n"
    assert render(report(files=3), Style(quiet=True)) == ""
