"""Who decides about colour, and what a colour is."""

import pytest

from rtlint.finding import Severity
from rtlint.report._style import Style, paint, wants_colour


@pytest.mark.parametrize(
    ("choice", "environ", "is_tty", "expected"),
    [
        # The option beats everything.
        ("always", {}, False, True),
        ("always", {"NO_COLOR": "1", "TERM": "dumb"}, False, True),
        ("never", {}, True, False),
        ("never", {"FORCE_COLOR": "1", "CLICOLOR_FORCE": "1", "TERM": "xterm"}, True, False),
        # NO_COLOR beats what forces, and counts with any value but an empty one.
        ("auto", {"NO_COLOR": "1"}, True, False),
        ("auto", {"NO_COLOR": "0"}, True, False),
        ("auto", {"NO_COLOR": "1", "FORCE_COLOR": "1"}, True, False),
        ("auto", {"NO_COLOR": "1", "CLICOLOR_FORCE": "1"}, True, False),
        ("auto", {"NO_COLOR": ""}, True, True),
        ("auto", {"NO_COLOR": "", "FORCE_COLOR": "1"}, False, True),
        # What forces beats the terminal.
        ("auto", {"FORCE_COLOR": "1"}, False, True),
        ("auto", {"FORCE_COLOR": "0"}, False, True),
        ("auto", {"FORCE_COLOR": "1", "TERM": "dumb"}, True, True),
        ("auto", {"FORCE_COLOR": ""}, False, False),
        ("auto", {"CLICOLOR_FORCE": "1"}, False, True),
        ("auto", {"CLICOLOR_FORCE": "1", "TERM": "dumb"}, False, True),
        ("auto", {"CLICOLOR_FORCE": "0"}, False, False),
        ("auto", {"CLICOLOR_FORCE": ""}, False, False),
        ("auto", {"CLICOLOR_FORCE": "0"}, True, True),
        # The terminal.
        ("auto", {}, False, False),
        ("auto", {"TERM": "xterm-256color"}, False, False),
        ("auto", {}, True, True),
        ("auto", {"TERM": "xterm-256color"}, True, True),
        ("auto", {"TERM": "dumb"}, True, False),
    ],
)
def test_who_decides(choice: str, environ: dict[str, str], is_tty: bool, expected: bool) -> None:
    assert wants_colour(choice, environ, is_tty) is expected  # type: ignore[arg-type]


def test_paint() -> None:
    assert paint("error", 1, 31) == "\x1b[1;31merror\x1b[0m"
    assert paint("error") == "error"
    assert paint("", 1, 31) == ""


@pytest.mark.parametrize(
    ("severity", "codes"), [(Severity.ERROR, (1, 31)), (Severity.WARNING, (1, 33)), (Severity.INFO, (1, 34))]
)
def test_a_severity_has_one_colour(severity: Severity, codes: tuple[int, ...]) -> None:
    assert Style(colour=True).severity(severity) == codes
    assert Style().severity(severity) == ()


def test_a_style_is_plain_unless_told() -> None:
    assert Style() == Style(colour=False, quiet=False, statistics=False)
