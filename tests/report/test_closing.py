"""What the formats for people share: harmless text, the summary and the table of codes."""

from collections.abc import Callable

import pytest

from rtlint.finding import Finding, Fix, Report, Safety, Severity, Summary
from rtlint.report._style import Style
from rtlint.report._text import fixes_line, plural, printable, statistics_table, summary_line, whole


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", ""),
        ("speed: 2.0", "speed: 2.0"),
        ("a\tb", "a\tb"),
        ("Größe 日本 😀 e\u0301 \u200d", "Größe 日本 😀 e\u0301 \u200d"),
        ("\x1b[2J\x1b]0;title\x07", r"\x1b[2J\x1b]0;title\x07"),
        ("\x00\x08\r\n\x1f\x7f", r"\x00\x08\x0d\x0a\x1f\x7f"),
        ("\x80\x9b31m\x9f\xa0", "\\x80\\x9b31m\\x9f\xa0"),
        ("\u2028\u2029\u202a\u202e\u2066\u2069", r"\u2028\u2029\u202a\u202e\u2066\u2069"),
        ("\u2027\u202f\u2065\u206a", "\u2027\u202f\u2065\u206a"),
        ("caf\udce9 \ud800 \udfff", r"caf\udce9 \ud800 \udfff"),
    ],
)
def test_printable(text: str, expected: str) -> None:
    assert printable(text) == expected


@pytest.mark.parametrize(("count", "expected"), [(0, "0 files"), (1, "1 file"), (2, "2 files")])
def test_plural(count: int, expected: str) -> None:
    assert plural(count, "file") == expected


@pytest.mark.parametrize(
    ("files", "documents", "errors", "warnings", "infos", "expected"),
    [
        (3, 3, 2, 1, 0, "2 errors, 1 warning in 3 files"),
        (1, 1, 1, 2, 1, "1 error, 2 warnings, 1 info in 1 file"),
        (1, 1, 0, 0, 2, "2 infos in 1 file"),
        (3, 5, 1, 0, 0, "1 error in 3 files (5 documents)"),
        (1, 2, 0, 1, 0, "1 warning in 1 file (2 documents)"),
        (3, 2, 1, 0, 0, "1 error in 3 files"),
        (0, 1, 1, 0, 0, "1 error in 0 files (1 document)"),
        (3, 3, 0, 0, 0, "No findings in 3 files."),
        (1, 1, 0, 0, 0, "No findings in 1 file."),
        (0, 0, 0, 0, 0, "No findings in 0 files."),
        (3, 5, 0, 0, 0, "No findings in 3 files (5 documents)."),
    ],
)
def test_summary_line(files: int, documents: int, errors: int, warnings: int, infos: int, expected: str) -> None:
    report = Report((), Summary(files, documents, errors, warnings, infos), {}, {})
    assert summary_line(report) == expected


@pytest.mark.parametrize(
    ("errors", "expected"),
    [(1, "1 error in 1 file; the baseline hides 12"), (0, "No findings in 1 file; the baseline hides 12.")],
)
def test_what_a_baseline_hides_is_told(errors: int, expected: str) -> None:
    assert summary_line(Report((), Summary(1, 1, errors, 0, 0, baselined=12), {}, {})) == expected


@pytest.mark.parametrize(
    ("safe", "unsafe", "fixed", "style", "expected"),
    [
        (0, 0, 0, Style(), ""),
        (2, 0, 0, Style(), "2 fixable with --fix"),
        (0, 1, 0, Style(), "1 fixable with --fix --unsafe-fixes"),
        (2, 1, 0, Style(), "2 fixable with --fix, 1 more with --unsafe-fixes"),
        (2, 1, 0, Style(unsafe_fixes=True), "3 fixable with --fix"),
        (0, 0, 1, Style(fix=True), "fixed 1 fault"),
        (1, 2, 3, Style(fix=True), "fixed 3 faults, 2 fixable with --unsafe-fixes"),
        (1, 2, 3, Style(fix=True, unsafe_fixes=True), "fixed 3 faults"),
    ],
)
def test_fixes_line(
    finding: Callable[..., Finding], safe: int, unsafe: int, fixed: int, style: Style, expected: str
) -> None:
    findings = [finding(fix=Fix("mend", safety, ())) for safety in [Safety.SAFE] * safe + [Safety.UNSAFE] * unsafe]
    report = Report((finding(), *findings), Summary(1, 1, safe + unsafe + 1, 0, 0, fixed=fixed), {}, {})
    assert fixes_line(report, style) == expected
    assert whole("FINDINGS", report, style).split("\n")[3:] == ([expected, ""] if expected else [""])


def test_statistics_count_most_first_and_then_by_code(
    report: Callable[..., Report], finding: Callable[..., Finding]
) -> None:
    info = {"code": "RT9", "name": "a-long-rule-name", "severity": Severity.INFO}
    findings = [
        finding(severity=Severity.WARNING),
        finding(),
        *[finding(**info)] * 10,
        finding(code="RT003", name="duplicate-key"),
        finding(code="RT101", name="no-such-key"),
        finding(code="RT101", name="no-such-key"),
    ]
    assert statistics_table(report(*findings)) == (
        "10  RT9    a-long-rule-name  info\n"
        " 2  RT101  no-such-key       error\n"
        " 1  RT003  duplicate-key     error\n"
        " 1  RT205  speed-range       error\n"
        " 1  RT205  speed-range       warning"
    )


def test_statistics_drive_no_terminal(report: Callable[..., Report], finding: Callable[..., Finding]) -> None:
    findings = [finding(code="R\x1b", name="n\n"), finding(code="RT205", name="speed-range")]
    assert statistics_table(report(*findings)) == ("1  RT205  speed-range  error\n1  R\\x1b  n\\x0a        error")


def test_statistics_of_nothing_are_empty(report: Callable[..., Report]) -> None:
    assert statistics_table(report()) == ""


@pytest.mark.parametrize(
    ("style", "expected"),
    [
        (Style(), "FINDINGS\n\n1 error in 1 file\n"),
        (Style(quiet=True), "FINDINGS\n"),
        (Style(statistics=True), "FINDINGS\n\n1 error in 1 file\n\n1  RT205  speed-range  error\n"),
        (Style(quiet=True, statistics=True), "FINDINGS\n\n1  RT205  speed-range  error\n"),
    ],
)
def test_whole(style: Style, expected: str, report: Callable[..., Report], finding: Callable[..., Finding]) -> None:
    assert whole("FINDINGS", report(finding()), style) == expected


@pytest.mark.parametrize(
    ("style", "expected"),
    [
        (Style(statistics=True), "No findings in 1 file.\n"),
        (Style(quiet=True), ""),
        (Style(quiet=True, statistics=True), ""),
    ],
)
def test_whole_of_nothing(style: Style, expected: str, report: Callable[..., Report]) -> None:
    assert whole("", report(), style) == expected
